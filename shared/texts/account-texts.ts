import type { Notice } from '../contracts/notice.ts'
import type { Outcome } from '../domain/decision.ts'
import type { SignUpPreference } from '../domain/preferences.ts'
import type { Field } from './field.ts'
import type { Message, Question, Section } from './messages.ts'

/** The possible outcomes of a press on "erase". */
export type ErasePress = Extract<Outcome, 'done' | 'done-before' | 'link-outdated'>

/** The notices of the page about somebody's details after a form was saved. */
export type DetailsSaved = Extract<Notice, 'details-saved' | 'details-same'>

/** Texts of the pages behind account links: confirming, details, a new address, erasing. */
export interface AccountTexts {
  confirm: Question & {
    /** The details that were entered for this address, so that its owner sees what they confirm. */
    asked: Readonly<Record<SignUpPreference, string>> & {
      heading: string
      journey: string
      firstName: string
      role: string
      sector: string
    }
    /** For learners who are already in another journey. */
    join: (journey: string) => Question
    /** The link to the form, for somebody whose details were entered wrongly. */
    own: string
  }
  /** The sign-up's link has expired: a button for a new one. */
  renew: Question & { asked: Message; full: Message }
  /**
   * `in-already`: they are in the journey by another sign-up than the one of this button. `joined`: a further journey
   * was added to those that they follow.
   */
  confirmed: Readonly<Record<'done' | 'done-before' | 'in-already', Message>> &
    Readonly<Record<'joined' | 'completed-before', (journey: string) => Message>>
  /** Details that learners enter after confirming (`more`) or correct later. */
  details: Message & {
    more: Section
    times: string
    timesHint: string
    save: string
    saved: Readonly<Record<DetailsSaved, string>>
  }
  confirmAddress: Question
  addressConfirmed: Message
  undoAddress: Question
  addressUndone: Message
  /** The new address already belongs to another sign-up. */
  addressTaken: Message
  privateLinkSent: Message
  newAddress: {
    field: Field
    /** While the new address waits for its confirmation. The address follows `address`. */
    asked: Message & { address: string; correct: string; button: string }
    none: Message & { button: string }
  }
  erased: Readonly<Record<ErasePress, Message>>
}
