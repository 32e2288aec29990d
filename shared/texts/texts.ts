import type { PageTexts } from './page-texts.ts'

/** Everything that pages say in one language. */
export interface Texts {
  /** BCP 47, for `lang` and for dates: `en-GB`. */
  language: string
  pages: PageTexts
}
