import type { RoundNotice } from '../contracts/notice.ts'
import type { KindOfWork } from '../domain/circles/card.ts'
import type { Field } from './field.ts'
import type { Message } from './messages.ts'

/** What the page of a round says to who may join it. */
export interface RoundTexts {
  title: string
  lead: string
  /** How it goes on from here. */
  steps: readonly string[]
  first: { heading: string; text: string }
  /** What is seen only after both have said yes. */
  later: { heading: string; text: string }
  name: Field
  sector: Field & { none: string }
  /** Of who has said it before; the sector follows. */
  sectorKnown: string
  work: Field & { none: string }
  works: Readonly<Record<KindOfWork, string>>
  parts: Field
  adult: Field
  button: string
  /** @param sunday the day on which the round closes. */
  closes: (sunday: string) => string
  /** They are in the round. */
  joined: (sunday: string) => Message
  change: string
  /** They joined, and what they told us for it cannot be read, or their name is shown to others no more. */
  amiss: Readonly<Record<'unread' | 'name', string>>
  leave: string
  saved: Readonly<Record<RoundNotice, string>>
  /** They rest, and would be in no group. */
  resting: string
  /** On none of the days that they chose an email would come in time, and they would be in no group. */
  tooLate: string
  /** Too few modules are done. */
  early: Message
  /** They were removed, until a day. @param contact whom to write to. */
  removed: (until: string, contact: string) => Message
  /** The same to whoever has a link that may have been forwarded. */
  notHere: Message
  /** It cannot be read whether they were removed. @param contact whom to write to. */
  untold: (contact: string) => Message
}
