import type { Message } from './messages.ts'

/** Texts of the public page about all learners. */
export interface TogetherTexts {
  title: string
  lead: string
  /** How the numbers are counted, and what is not shown. */
  how: string
  /** If nothing has been counted yet, or there are too few people to show. */
  none: Message
  /** Each number is rounded to tens. */
  people: (count: string) => string
  modulesDone: (count: string) => string
  invited: (count: string) => string
  table: string
  who: string
  count: string
  about: (count: string) => string
  /** The row of people without a sector. */
  unnamed: string
  surprise: { heading: string; off: (tenths: string) => string }
  /** Circles; numbers are rounded to tens, shares to tenths. */
  circles: {
    heading: string
    met: (count: string) => string
    introduced: (count: string) => string
    across: (tenths: string, byChance: string) => string
    worthIt: (tenths: string) => string
  }
  gaps: {
    heading: string
    lead: string
    table: string
    day: string
    off: string
    outOfTen: (tenths: string) => string
  }
  /** The heading of a few excerpts whose writers agreed to this page. */
  voices: string
  /** On the home page; it leads to this page. */
  invitation: (people: string, corners: number) => string
}
