import type { Words } from '../words/words.ts'

/** What every page needs, whatever it shows. */
export interface Site {
  words: Words
  /** Where learners reach the pages, without a slash at the end. */
  publicUrl: string
  /** Address of the stylesheet: `/assets/….css`. */
  stylesheet: string
}
