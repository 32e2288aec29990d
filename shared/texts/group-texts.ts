import type { GroupNotice } from '../contracts/notice.ts'
import type { Worth } from '../domain/circles/circle.ts'
import type { CardTexts } from './card-texts.ts'
import type { Message } from './messages.ts'

/** The texts of the page of a proposed group or a circle. */
export interface GroupTexts extends CardTexts {
  proposal: {
    title: string
    /** @param day the last day to answer; absent if unknown */
    paragraphs: (day: string | undefined) => readonly string[]
    kept: string
    said: Readonly<Record<'yes' | 'no', string>>
    /** Shown in place of the answer if the page may not show it. */
    hidden: string
    yes: string
    no: string
    closed: Message
  }
  circle: {
    title: string
    lead: string
    /** If nobody else is left in the group. */
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
      /** Whose, for screen readers: goes on where `undo` ends. */
      undoAbout: (name: string) => string
    }
    leave: { heading: string; text: string; button: string }
    report: {
      heading: string
      text: string
      /** Says that the page does not show whether they have answered. */
      hidden: string
      button: string
      /** Replaces the question once it is answered. */
      told: { heading: string; text: string }
    }
    ended: Message
    left: Message
    again: string
    /** A member may be missing, because their stored data cannot be read. */
    partUnread: string
  }
  saved: Readonly<Record<GroupNotice, string>>
  /**
   * The stored group cannot be read.
   * @param contact the address to write to
   */
  unreadable: (contact: string) => Message
  /** The group does not exist any more, or the reader is not in it. */
  gone: Message
  /** The reader has left or paused the journey, or has left altogether. */
  away: Message
}
