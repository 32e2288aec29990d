import type { GroupNotice } from '../contracts/notice.ts'
import type { Worth } from '../domain/circles/circle.ts'
import type { CardTexts } from './card-texts.ts'
import type { Message } from './messages.ts'

/** What somebody reads on the page of a group that is proposed to them, or of their circle. */
export interface GroupTexts extends CardTexts {
  proposal: {
    title: string
    /** @param day until when they can answer; absent where that is not known. */
    paragraphs: (day: string | undefined) => readonly string[]
    kept: string
    said: Readonly<Record<'yes' | 'no', string>>
    /** Where it is not shown what they have said, if anything. */
    hidden: string
    yes: string
    no: string
    closed: Message
  }
  circle: {
    title: string
    lead: string
    /** When no one else is left to be seen. */
    nobody: string
    addresses: string
    host: { you: string; other: (name: string) => string; nobody: string }
    passOn: string
    met: {
      heading: string
      legend: string
      hint: string
      options: Readonly<Record<Worth, string>>
      button: string
    }
    apart: {
      heading: string
      text: string
      button: (name: string) => string
      is: (name: string) => string
      undo: string
    }
    leave: { heading: string; text: string; button: string }
    report: {
      heading: string
      text: string
      /** That it is not shown whether they have done so. */
      hidden: string
      button: string
      /** In its place, to who has just done so. */
      told: { heading: string; text: string }
    }
    ended: Message
    left: Message
    again: string
    /** Somebody of it may be missing, since what is stored of them cannot be read. */
    partUnread: string
  }
  saved: Readonly<Record<GroupNotice, string>>
  /** What is stored of it cannot be read. @param contact whom to write to. */
  unreadable: (contact: string) => Message
  /** There is no such group any more, or they are not in it. */
  gone: Message
  /** They have left or paused the journey, or us. */
  away: Message
}
