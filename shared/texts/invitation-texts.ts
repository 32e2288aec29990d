import type { InvitationNotice } from '../contracts/notice.ts'
import type { Field } from './field.ts'

/** Texts for learners who invite colleagues, and those of the sheets that they print. */
export interface InvitationTexts {
  title: string
  lead: string
  /** The rules of such a link, before it is made and after. */
  rules: readonly string[]
  make: string
  saved: Readonly<Record<InvitationNotice, string>>
  yours: string
  /** @param day the link's last valid day */
  goodUntil: (day: string) => string
  /** @param people a number rounded to tens, formatted */
  came: (people: string) => string
  passOn: { heading: string; subject: string; words: (url: string) => string; email: string; copy: Field }
  print: { heading: string; poster: string; card: string; plainCard: string }
  anew: { heading: string; text: string; button: string }
  stop: string
  sheet: {
    /** Shown on the screen, not in print. */
    howToPrint: string
    /** The alternative text of the QR code. */
    code: (url: string) => string
    scan: string
  }
  poster: { title: string; lines: readonly string[]; foot: string }
  card: { title: string; question: string; withoutQuestion: string; foot: string; comeAlong: string }
}
