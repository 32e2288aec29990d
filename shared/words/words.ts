import type { EmailWords } from './email-words.ts'
import type { PageWords } from './page-words.ts'

/** Everything that the service says in one language. A new language is one more file beside `en.ts`. */
export interface Words {
  /** BCP 47, for `lang` and for dates: `en-GB`. */
  language: string
  emails: EmailWords
  pages: PageWords
}
