import type { TimeOfDay } from '../domain/preferences.ts'
import type { TryAnswer } from '../domain/try-answers.ts'

/** The words of the page of a module. */
export interface ModuleTexts {
  /** They had paused, and pressed “Go on”. */
  resumed: string
  position: (journey: string, number: number, of: number) => string
  minutes: (minutes: number) => string
  reflection: string
  /** Above the version of a module for who has a minute. */
  inShort: string
  button: string
  done: string
  /** How far along somebody is. */
  doneOf: (done: number, of: number) => string
  /** On what unfolds the words of a module that is done. */
  again: string
  tried: {
    question: string
    answers: Readonly<Record<TryAnswer, string>>
    /** Once they have said so. */
    said: Readonly<Record<TryAnswer, string>>
  }
  next: (day: string, part: TimeOfDay) => string
  nextSoon: string
  /** They have another module before them. */
  nextIsHere: string
  paused: { title: string; text: string; button: string }
  closed: { title: string; text: string }
  retired: { title: string; text: string }
  finished: { title: string; text: string; lastEmail: string }
  /** `gone` stands in place of `text` where nothing of the module is left. */
  left: { title: string; text: string; gone: string; link: string }
  preferences: string
  /** Where somebody gets a link to pass on, below a module that is done. */
  bring: string
}
