import type { EmailTexts } from './email-texts.ts'
import type { PageTexts } from './page-texts.ts'

/** Everything that the service says in one language. A new language is one more file beside `en.ts`. */
export interface Texts {
  /** BCP 47, for `lang` and for dates: `en-GB`. */
  language: string
  /** Words of harm to oneself or others, of abuse and of a crime: whoever writes one is shown where help is. */
  riskWords: readonly string[]
  emails: EmailTexts
  pages: PageTexts
}
