import type { JourneyNotice } from '../contracts/notice.ts'
import type { Why } from '../domain/expected.ts'
import type { LikedTimes, PreferenceName, TimeOfDay, Weekday } from '../domain/preferences.ts'
import type { Field } from './field.ts'
import type { Section } from './messages.ts'

/** The words of “My journey”. */
export interface MyJourneyTexts extends Readonly<Record<PreferenceName, Field>> {
  title: string
  lead: string
  /** What a press did. */
  saved: Readonly<Record<Exclude<JourneyNotice, 'private-link-mailed'>, string>>
  states: Readonly<Record<'starting' | 'running' | 'paused' | 'completed', string>>
  /** In place of `running`, as long as a break lasts. */
  onBreak: (day: string) => string
  progress: (done: number, of: number) => string
  /** The module's title follows, as a link. */
  atModule: string
  /** What comes once that is done. */
  afterThis: string
  nothingLeft: string
  comes: (module: string, day: string, part: TimeOfDay) => string
  comesAgain: (module: string, day: string, part: TimeOfDay) => string
  /** Of a module that comes once more, and is before them all the while. */
  readNow: string
  /** It is due, which is no promise: emails may be held back. */
  comesSoon: (module: string) => string
  /** It was handed over. */
  onItsWay: (module: string) => string
  /** Why then, as a sentence. `liked`: what somebody chose; `sendsOn`: the only days of the journey, where they chose none. */
  because: (why: Why, liked: LikedTimes, sendsOn?: readonly Weekday[]) => string
  'next-now': string
  pause: string
  resume: string
  had: (modules: number) => string
  isDone: string
  /** That they are in a group. */
  groups: {
    /** @param day until when they can answer; absent once that is over. */
    asked: { heading: string; text: (day?: string) => string; link: string }
    /** @param day the last of their circle. */
    introduced: { heading: string; text: (day: string) => string; link: string }
    unread: { heading: string; text: string }
    /** Where its page is, in place of a link. */
    where: string
  }
  leaveOne: { heading: string; text: string; button: string }
  /** Said after a button's words to those who cannot see what it stands beside. */
  ofJourney: (title: string) => string
  bring: { heading: string; text: string; link: string }
  times: string
  paces: Readonly<Record<'as-written' | 'slower', Field>>
  breakParts: { day: string; month: string; year: string }
  save: string
  leave: Section & { button: string }
  closed: Section & { button: string }
  open: { heading: string; lead: string }
  /** To the page with their name, role and sector. */
  details: string
  address: Section
  download: Section & { toRead: string; button: string }
  erase: Section & { confirm: string; button: string }
}
