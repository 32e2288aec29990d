import type { JourneyNotice } from '../contracts/notice.ts'
import type { Why } from '../domain/expected.ts'
import type { LikedTimes, PreferenceName, TimeOfDay, Weekday } from '../domain/preferences.ts'
import type { Field } from './field.ts'
import type { Section } from './messages.ts'

/** The texts of “My journey”. */
export interface MyJourneyTexts extends Readonly<Record<PreferenceName, Field>> {
  title: string
  lead: string
  /** The result of a press. */
  saved: Readonly<Record<Exclude<JourneyNotice, 'private-link-mailed'>, string>>
  states: Readonly<Record<'starting' | 'running' | 'paused' | 'completed', string>>
  /** Replaces `running` during a break. */
  onBreak: (day: string) => string
  progress: (done: number, of: number) => string
  /** The module's title follows, as a link. */
  atModule: string
  /** What comes after that module is done. */
  afterThis: string
  nothingLeft: string
  comes: (module: string, day: string, part: TimeOfDay) => string
  comesAgain: (module: string, day: string, part: TimeOfDay) => string
  /** A module that is sent again, and can be read meanwhile. */
  readNow: string
  /** The email is due. This is no promise, because emails may be held back. */
  comesSoon: (module: string) => string
  /** The email was handed to SES. */
  onItsWay: (module: string) => string
  /**
   * Why it comes then, as a sentence.
   * @param liked the learner's preferred times
   * @param sendsOn the journey's only days, if the learner chose none
   */
  because: (why: Why, liked: LikedTimes, sendsOn?: readonly Weekday[]) => string
  'next-now': string
  pause: string
  resume: string
  had: (modules: number) => string
  isDone: string
  /** About groups that the learner is in. */
  groups: {
    /** @param day the last day to answer; absent once it has passed */
    asked: { heading: string; text: (day?: string) => string; link: string }
    /** @param day the circle's last day, unless it is past */
    introduced: { heading: string; text: (day?: string) => string; link: string }
    unread: { heading: string; text: string }
    /** Where to find the group's page, in place of a link. */
    where: string
  }
  leaveOne: { heading: string; text: string; button: string }
  /** Appended to a button's label for screen readers, which do not see the journey beside it. */
  ofJourney: (title: string) => string
  bring: { heading: string; text: string; link: string }
  times: string
  paces: Readonly<Record<'as-written' | 'slower', Field>>
  breakParts: { day: string; month: string; year: string }
  save: string
  leave: Section & { button: string }
  closed: Section & { button: string }
  open: { heading: string; lead: string }
  /** The link to the page with their name, role and sector. */
  details: string
  address: Section
  download: Section & { toRead: string; button: string }
  erase: Section & { confirm: string; button: string }
}
