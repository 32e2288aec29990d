import type { TimeOfDay } from '../domain/preferences.ts'
import type { TryAnswer } from '../domain/try-answers.ts'

/** The texts of a module's page. */
export interface ModuleTexts {
  /** Shown after a press on “Go on” that ended a pause. */
  resumed: string
  position: (journey: string, number: number, of: number) => string
  minutes: (minutes: number) => string
  reflection: string
  /** The heading of a module's one-minute version. */
  inShort: string
  button: string
  done: string
  /** The learner's progress. */
  doneOf: (done: number, of: number) => string
  /** Unfolds the content of a module that is done. */
  again: string
  tried: {
    question: string
    answers: Readonly<Record<TryAnswer, string>>
    /** Shown after the answer. */
    said: Readonly<Record<TryAnswer, string>>
  }
  next: (day: string, part: TimeOfDay) => string
  nextSoon: string
  /** The learner has another open module. */
  nextIsHere: string
  paused: { title: string; text: string; button: string }
  closed: { title: string; text: string }
  retired: { title: string; text: string }
  finished: { title: string; text: string; lastEmail: string }
  /** `gone` replaces `text` if the module's content no longer exists. */
  left: { title: string; text: string; gone: string; link: string }
  preferences: string
  /** The offer to invite a colleague, below a module that is done. */
  bring: string
}
