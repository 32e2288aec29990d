import type { RoundNotice } from '../contracts/notice.ts'
import type { KindOfWork } from '../domain/circles/card.ts'
import type { Field } from './field.ts'
import type { Message } from './messages.ts'

/** The texts of a round's page, for learners who may join. */
export interface RoundTexts {
  title: string
  lead: string
  /** The steps after joining. */
  steps: readonly string[]
  first: { heading: string; text: string }
  /** What the other sees only after both have agreed. */
  later: { heading: string; text: string }
  name: Field
  sector: Field & { none: string }
  /** For a sector that is already known; the sector follows. */
  sectorKnown: string
  work: Field & { none: string }
  works: Readonly<Record<KindOfWork, string>>
  parts: Field
  adult: Field
  button: string
  /** @param sunday the day on which the round closes. */
  closes: (sunday: string) => string
  /** The learner has joined the round. */
  joined: (sunday: string) => Message
  change: string
  /** The learner has joined, but what they entered for it cannot be read, or their name may no longer be shown. */
  amiss: Readonly<Record<'unread' | 'name', string>>
  leave: string
  saved: Readonly<Record<RoundNotice, string>>
  /** The learner has paused the journey or is on a break, so they would not be put in a group. */
  resting: string
  /** On none of the learner's preferred days would an email arrive in time, so they would not be put in a group. */
  tooLate: string
  /** The learner has done too few modules. */
  early: Message
  /**
   * The learner was removed from circles until a day.
   * @param contact the address to write to
   */
  removed: (until: string, contact: string) => Message
  /** The same page for anybody with a link that may have been forwarded. */
  notHere: Message
  /**
   * The record of removals cannot be read.
   * @param contact the address to write to
   */
  untold: (contact: string) => Message
}
