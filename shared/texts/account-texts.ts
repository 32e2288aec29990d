import type { Notice } from '../contracts/notice.ts'
import type { Outcome } from '../domain/decision.ts'
import type { SignUpPreference } from '../domain/preferences.ts'
import type { Field } from './field.ts'
import type { Message, Question, Section } from './messages.ts'

/** What may become of a press on "erase". */
export type ErasePress = Extract<Outcome, 'done' | 'done-before' | 'link-outdated'>

/** What the page about somebody's details says when it comes again. */
export type DetailsSaved = Extract<Notice, 'details-saved' | 'details-same'>

/** What the pages behind links say: confirming, details, a new address, erasing. */
export interface AccountTexts {
  confirm: Question & {
    /** What somebody filled in for this address, so that its owner sees what they confirm. */
    asked: Readonly<Record<SignUpPreference, string>> & {
      heading: string
      journey: string
      firstName: string
      role: string
      sector: string
    }
    /** To who takes part already. */
    join: (journey: string) => Question
    /** To the form, for whom something else was filled in than they want. */
    own: string
  }
  /** The link of a sign-up has run out: a button for a new one. */
  renew: Question & { asked: Message; full: Message }
  /**
   * `in-already`: they take part by another sign-up than the one that this button confirms. `joined`: another journey is
   * theirs, beside those that they follow.
   */
  confirmed: Readonly<Record<'done' | 'done-before' | 'in-already', Message>> &
    Readonly<Record<'joined' | 'completed-before', (journey: string) => Message>>
  /** What somebody may say of themselves: after confirming (`more`), and to correct it. */
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
  /** The new address belongs to another sign-up already. */
  addressTaken: Message
  privateLinkSent: Message
  newAddress: {
    field: Field
    /** While it waits for its confirmation. The address follows `address`. */
    asked: Message & { address: string; correct: string; button: string }
    none: Message & { button: string }
  }
  erased: Readonly<Record<ErasePress, Message>>
}
