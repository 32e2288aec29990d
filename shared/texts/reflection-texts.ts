import type { ReaderNotice, ReflectionNotice } from '../contracts/notice.ts'
import type { DeclineReason, Sharing } from '../domain/reflections/reflection.ts'
import type { Sector } from '../domain/sectors.ts'
import type { Field } from './field.ts'

/** Why a text or an excerpt was not taken as it was sent. */
export type TextProblem =
  | 'text-missing'
  | 'text-long'
  | 'excerpt-missing'
  | 'excerpt-long'
  | 'marked'
  | 'written-before'
  | 'unreadable'
  | 'busy'
  | 'remove-unconfirmed'

/** What somebody has lost: said with the day on which they have it back, and whom to write to. */
interface Bar {
  title: string
  text: (until: string, contact: string) => string
}

/** What somebody reads about their own texts, and about those of others. */
export interface ReflectionTexts {
  /** Under a module's open question. */
  form: {
    heading: string
    /** Of the text, whose label is the open question itself. */
    hint: string
    /** The same where nothing can be shared. */
    hintAlone: string
    excerpt: Field
    promises: readonly string[]
    policy: string
    button: string
    sure: Field
    /** Of an excerpt: on the page for everybody too. */
    everybody: Field
    /** Said where the text was not kept and the module is done all the same. */
    notKept: string
    /** The same where the text was kept, and what was chosen of it to share has to be looked at again. */
    notShared: string
    marked: (words: string) => string
    /** What they wrote is kept; only the private link shows it. */
    kept: { title: string; text: string }
    shared: string
    problems: Readonly<Record<TextProblem, string>>
  }
  /** Where help is, for words of risk. */
  help: { title: string; urgent: readonly string[]; speakingUp: string; noReport: string }
  voices: {
    heading: string
    /** @param sector absent where it is not said. */
    from: (sector: Sector | undefined) => string
    thanks: string
    report: { summary: string; lead: string; identifies: string; other: string }
    said: Readonly<Record<ReaderNotice, string>>
  }
  /** Everything that somebody has written, behind the private link. */
  page: {
    title: string
    /** Where so many texts cannot be read. */
    notRead: (texts: number) => string
    lead: string
    none: string
    link: string
    text: string
    excerpt: Field
    save: string
    share: string
    takeBack: string
    remove: string
    /** Ticked by whoever means it. */
    removeConfirm: string
    agree: string
    /** What they have lost by abusing it, until a day, and how to object. */
    bars: {
      label: string
      sharing: Bar
      reporting: Bar
    }
    saved: Readonly<Record<ReflectionNotice, string>>
    states: Readonly<Record<Sharing['is'] | 'unread', string>>
    reasons: Readonly<Record<DeclineReason, string>>
    proposal: string
    /** Beside an excerpt that may stand on the page for everybody. */
    everybody: string
    thanked: (readers: number) => string
  }
}
