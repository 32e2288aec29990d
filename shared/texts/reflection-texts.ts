import type { ReaderNotice, ReflectionNotice } from '../contracts/notice.ts'
import type { DeclineReason, Sharing } from '../domain/reflections/reflection.ts'
import type { Sector } from '../domain/sectors.ts'
import type { Field } from './field.ts'

/** Why a text or an excerpt was rejected. */
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

/** A right that somebody has lost, with the day on which they regain it and the address to write to. */
interface Bar {
  title: string
  text: (until: string, contact: string) => string
}

/** Texts about the learner's own writing and that of others. */
export interface ReflectionTexts {
  /** Under a module's open question. */
  form: {
    heading: string
    /** The hint of the text field, whose label is the open question itself. */
    hint: string
    /** The hint if nothing can be shared. */
    hintAlone: string
    excerpt: Field
    promises: readonly string[]
    policy: string
    button: string
    sure: Field
    /** The choice for an excerpt to be on the public page too. */
    everybody: Field
    /** Shown if the text was not stored but the module is done. */
    notKept: string
    /** Shown if the text was stored, but the chosen excerpt has to be checked again. */
    notShared: string
    marked: (words: string) => string
    /** The text is stored; only the private link shows it. */
    kept: { title: string; text: string }
    shared: string
    problems: Readonly<Record<TextProblem, string>>
  }
  /** Where to find help, after words of risk. */
  help: { title: string; urgent: readonly string[]; speakingUp: string; noReport: string }
  voices: {
    heading: string
    /** @param sector absent if unknown */
    from: (sector: Sector | undefined) => string
    thanks: string
    /** Which of several a button is about, for who hears it: the first is 1. */
    which: (number: number) => string
    report: { summary: string; lead: string; identifies: string; other: string }
    said: Readonly<Record<ReaderNotice, string>>
  }
  /** The page with everything that the learner has written, behind the private link. */
  page: {
    title: string
    /** @param texts the number of texts that cannot be read */
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
    /** The checkbox that confirms the removal. */
    removeConfirm: string
    agree: string
    /** The rights lost after abuse, until which day, and how to object. */
    bars: {
      label: string
      sharing: Bar
      reporting: Bar
    }
    saved: Readonly<Record<ReflectionNotice, string>>
    states: Readonly<Record<Sharing['is'] | 'unread', string>>
    reasons: Readonly<Record<DeclineReason, string>>
    proposal: string
    /** Shown beside an excerpt that may be on the public page. */
    everybody: string
    thanked: (readers: number) => string
  }
}
