import type { InvitationNotice } from '../contracts/notice.ts'
import type { Field } from './field.ts'

/** What somebody reads who brings colleagues, and what stands on the sheets that they print. */
export interface InvitationTexts {
  title: string
  lead: string
  /** What is so of such a link, before it is made and after. */
  rules: readonly string[]
  make: string
  saved: Readonly<Record<InvitationNotice, string>>
  yours: string
  /** @param day the last on which it is good. */
  goodUntil: (day: string) => string
  /** @param people a number that ends in 0, as it is written. */
  came: (people: string) => string
  passOn: { heading: string; subject: string; words: (url: string) => string; email: string; copy: Field }
  print: { heading: string; poster: string; card: string; plainCard: string }
  anew: { heading: string; text: string; button: string }
  stop: string
  sheet: {
    /** On the screen alone. */
    howToPrint: string
    /** What the drawing is, for who cannot see it. */
    code: (url: string) => string
    scan: string
  }
  poster: { title: string; lines: readonly string[]; foot: string }
  card: { title: string; question: string; withoutQuestion: string; foot: string; comeAlong: string }
}
