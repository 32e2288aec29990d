import type { Consent } from './consent.ts'
import type { AccountEmailKind, CircleLetterKind } from './email-kind-groups.ts'
import type { Epoch, Instant, JourneyId, ModuleId } from './ids.ts'
import type { Said } from './mirror.ts'
import type { CalendarDay, Preferences } from './preferences.ts'
import type { VoiceId } from './reflections/reflection.ts'
import type { Sector } from './sectors.ts'
import type { TryAnswer } from './try-answers.ts'

/** The result of a call to SES, as far as it is known. */
export type EmailOutcome =
  /**
   * `version`: the journey version whose text went out, if known. `nobody`: the letter about a group said that nobody
   * is left in it.
   */
  | { is: 'accepted'; version?: number; nobody?: true }
  /** SES refused for now: throttled, over quota, or a temporary failure. The email goes out later. */
  | { is: 'turned-back'; reason: string }
  /**
   * SES refuses this email as it stands. If the version or the account is at fault, that says nothing about the
   * person; otherwise it may.
   */
  | { is: 'rejected'; reason: string; whose?: 'version' | 'account' }
  /** A letter about a group had nothing left to say when it was rendered. Nothing was handed to SES. */
  | { is: 'moot' }
  /** No answer, or none that can be trusted. */
  | { is: 'unknown' }
  /** Proven by evidence: SES reported nearly all other emails of the same minutes, and not this one. */
  | { is: 'absent' }
  /** SES accepted the email and then failed to deliver it: it could not be rendered, or was rejected. */
  | { is: 'failed'; reason: string }

/** The part of a form that answers a module's question. */
export interface MirrorForm {
  said: Said
  /** Whether the learner may have seen the truth about their guess. From then on the guess cannot change. */
  isTruthKnown: boolean
}

/** A request that anybody can make by typing an address. It is decided some time after the form was sent. */
export interface ByAddress {
  /** When the form was sent, if earlier than `at`: the time of consent. All time limits count from `at`. */
  askedAt?: Instant | undefined
  /** When account emails that anybody can cause recently went, or will go, to this mailbox. */
  lately: readonly Instant[]
  /**
   * The request came with a link that was mailed to this mailbox. `lately` then counts only requests made with such
   * links.
   */
  isOwner?: boolean
  /** Requested by "Send it again": a new wish, even if the last email went out a moment ago. */
  isAgain?: boolean | undefined
  /** The address is a former one of the learner, kept until its change can no longer be undone. */
  isOldAddress?: boolean
}

/**
 * Everything that can be asked of the engine. `at` is the only time that it knows. `mailedAt` is when the email went
 * out whose link was used, so that a forwarded email cannot use up the changes that a newer one allows.
 */
export type Command = { at: Instant } & (
  | (ByAddress & {
      type: 'RequestSignUp'
      /** Random. The epoch that begins on confirmation if the person is unknown or has left. */
      epoch: Epoch
      journeyId: JourneyId
      consent: Consent
      preferences: Preferences
      sector?: Sector | undefined
      /** The number of a waiting sign-up with exactly the same contents. */
      repeats?: number | undefined
    })
  /** Asks for a private link by typing an address. Also works after leaving. */
  | (ByAddress & { type: 'FindMe' })
  /**
   * Confirms the sign-up that `request` names, and no other. `isInvited`: the person came by a colleague's invitation
   * link that is still valid.
   */
  | { type: 'ConfirmSignUp'; epoch: Epoch; request: number; isInvited?: boolean }
  /** Asks for a new email for a sign-up whose link has expired. `lately` as in `ByAddress`. */
  | { type: 'RenewConfirmation'; epoch: Epoch; request: number; lately: readonly Instant[] }
  /** Without a journey: starts every journey that the person waits for. */
  | { type: 'StartJourney'; journeyId?: JourneyId; epoch: Epoch }
  /**
   * `journeyId` is absent for account emails. `by` names the worker, so that it recognises its own claim. `recalled`:
   * modules that no email may be about.
   */
  | { type: 'DeliverDue'; journeyId?: JourneyId; by: string; recalled?: readonly ModuleId[] }
  /** An account email waits for its turn among others like it; see `decide/account-emails.ts`. */
  | {
      type: 'DeferAccountEmail'
      occurrence: number
      reason: 'many-bounce' | 'many-asked' | 'mailbox-busy'
      until: Instant
    }
  | { type: 'SettleEmail'; emailId: string; journeyId?: JourneyId | undefined; outcome: EmailOutcome }
  | {
      type: 'CompleteModule'
      journeyId: JourneyId
      moduleId: ModuleId
      epoch: Epoch
      via: 'page' | 'platform'
      /** The answer in the same form, if any. */
      reply?: MirrorForm | undefined
      /** The sector given in the same form, by a learner who had given none. */
      sector?: Sector | undefined
      mailedAt?: Instant
    }
  /** Whether the learner tried what a completed module asked of them. */
  | {
      type: 'RecordTried'
      journeyId: JourneyId
      moduleId: ModuleId
      epoch: Epoch
      answer: TryAnswer
      mailedAt?: Instant
    }
  /** An excerpt of the learner's text may be shown to others once a moderator has approved it. */
  | {
      type: 'ShareReflection'
      journeyId: JourneyId
      moduleId: ModuleId
      epoch: Epoch
      voice: VoiceId
      mailedAt?: Instant
    }
  /** The excerpt may no longer be shown. */
  | { type: 'WithdrawReflection'; journeyId: JourneyId; moduleId: ModuleId; voice: VoiceId }
  /** Deletes the text; with `voice`, also the excerpt shared from it. */
  | { type: 'DeleteReflection'; journeyId: JourneyId; moduleId: ModuleId; voice?: VoiceId | undefined }
  /** Readers reported the excerpt. It is hidden until a moderator has looked at it. */
  | { type: 'HideReflection'; journeyId: JourneyId; moduleId: ModuleId; voice: VoiceId }
  /** Makes an invitation link for colleagues, replacing the previous one. */
  | { type: 'MakeInvitation'; mailedAt?: Instant }
  | { type: 'StopInvitation' }
  /** Joins the open round of circles. */
  | {
      type: 'JoinRound'
      journeyId: JourneyId
      epoch: Epoch
      /** The sector given in the same form, by a learner who had given none. */
      sector?: Sector | undefined
      mailedAt?: Instant
    }
  /** Withdraws from the round. */
  | { type: 'LeaveRound'; journeyId: JourneyId; round: CalendarDay }
  /** A proposal of the round has closed: whether the learner had answered it. */
  | { type: 'RecordAnswered'; journeyId: JourneyId; round: CalendarDay; isAnswered: boolean }
  /**
   * Plans a letter about a group (a proposal, a circle, or a turn) as an email of the journey from which the learner
   * joined. It is planned once for each kind and group; repeated commands give `done-before`. `until`: the moment
   * from which the letter is useless. It must be the same in every command for the same letter, which is remembered
   * until then and refused afterwards (`too-late`).
   */
  | {
      type: 'PlanCircleLetter'
      journeyId: JourneyId
      kind: CircleLetterKind
      /** Letters, digits, `.` and `-`. */
      group: string
      until: Instant
    }
  | { type: 'ChangePreferences'; preferences: Preferences; mailedAt?: Instant }
  /** Names or corrects the sector after the sign-up; absent if the learner would rather not say. */
  | { type: 'NameSector'; sector?: Sector | undefined; mailedAt?: Instant }
  /** The name or role was changed. The value is stored beside the learner and is in no event. */
  | { type: 'CorrectDetail'; detail: 'firstName' | 'role'; mailedAt?: Instant }
  | { type: 'PauseJourney'; journeyId: JourneyId; mailedAt?: Instant }
  | { type: 'ResumeJourney'; journeyId: JourneyId; mailedAt?: Instant }
  /** Leaves this journey and no other. */
  | { type: 'LeaveJourney'; journeyId: JourneyId }
  /** "Send me the next one now." */
  | { type: 'SendNextNow'; journeyId: JourneyId; mailedAt?: Instant }
  | {
      type: 'RequestAccountEmail'
      kind: Extract<AccountEmailKind, 'private-link' | 'confirm-address'>
      mailedAt?: Instant
      /**
       * For `confirm-address`: when account emails that anybody can cause recently went, or will go, to the new
       * mailbox.
       */
      lately?: readonly Instant[]
    }
  /** An operator removed the learner from circles; tells them so. */
  | { type: 'NotifyRemoved' }
  | { type: 'ConfirmAddress'; occurrence: number }
  /** From the link that was mailed to the old address. */
  | { type: 'UndoAddressChange'; occurrence: number; addressVersion: number }
  | { type: 'ForgetOldAddresses' }
  | { type: 'ForgetSignUps' }
  | { type: 'Leave'; via: 'page' | 'one-click' | 'operator' }
  | { type: 'Erase' }
  /** Removes an unconfirmed sign-up, because the owner of its mailbox changes their address to it. */
  | { type: 'EraseUnconfirmed' }
  | { type: 'RecordBounce'; lasting: boolean; code: string }
  | { type: 'RecordComplaint' }
  /** By an operator: a person who consented elsewhere, and whose journey begins on a given day. */
  | {
      type: 'ImportLearner'
      epoch: Epoch
      journeyId: JourneyId
      consent: Consent
      preferences: Preferences
      sector?: Sector | undefined
      /** Sends no email before this moment. */
      startAt: Instant
    }
  /** By an operator: no email to this person until the suppression is lifted. */
  | { type: 'Suppress' }
  | { type: 'LiftSuppression' }
  /** By an operator: sends a module once more and changes nothing else. */
  | { type: 'ResendModule'; journeyId: JourneyId; moduleId: ModuleId }
)
/** A command's name. */
export type CommandType = Command['type']
/** The command of that name. */
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>
