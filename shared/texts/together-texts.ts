import type { Message } from './messages.ts'

/** What the page for everybody says of the people who learn here. */
export interface TogetherTexts {
  title: string
  lead: string
  /** How it is counted, and what is not shown. */
  how: string
  /** While nothing has been counted yet, or there are too few people to tell of. */
  none: Message
  /** Each number is in tens. */
  people: (count: string) => string
  modulesDone: (count: string) => string
  invited: (count: string) => string
  table: string
  who: string
  count: string
  about: (count: string) => string
  /** In a row of its own: people who have named no sector. */
  unnamed: string
  surprise: { heading: string; off: (tenths: string) => string }
  /** Circles, each number in tens, and shares in tenths. */
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
  /** Above a few voices whose writers want them here. */
  voices: string
  /** On the first page; it leads to this one. */
  invitation: (people: string, corners: number) => string
}
