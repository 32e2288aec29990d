import type { PageTexts } from './page-texts.ts'

/** All texts of pages in one language. */
export interface Texts {
  /** BCP 47, for `lang` and for dates: `en-GB`. */
  language: string
  pages: PageTexts
}
