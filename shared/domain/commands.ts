import type { Consent } from './consent.ts'
import type { AccountEmailKind, CircleLetterKind } from './email-kind-groups.ts'
import type { Epoch, Instant, JourneyId, ModuleId } from './ids.ts'
import type { Said } from './mirror.ts'
import type { CalendarDay, Preferences } from './preferences.ts'
import type { VoiceId } from './reflections/reflection.ts'
import type { Sector } from './sectors.ts'
import type { TryAnswer } from './try-answers.ts'

/** What became of a call to SES, as far as is known. */
export type EmailOutcome =
  /**
   * In the words of this version of the journey, where that is known. `nobody`: a letter about a group said that nobody was
   * left in it.
   */
  | { is: 'accepted'; version?: number; nobody?: true }
  /** SES said no for now: throttled, over quota, a passing failure. The email goes out later. */
  | { is: 'turned-back'; reason: string }
  /**
   * SES will not take this one as it stands. Where it is the version's fault, or the account's, it says nothing about
   * the person; otherwise it may.
   */
  | { is: 'rejected'; reason: string; whose?: 'version' | 'account' }
  /** A letter about a group had nothing to say any more when it was to be written: nothing was handed over. */
  | { is: 'moot' }
  /** No answer that can be trusted. */
  | { is: 'unknown' }
  /** The evidence of its neighbours is complete and this one is not among them. */
  | { is: 'absent' }
  /** Accepted, then not delivered by SES itself: it could not be rendered, or was rejected. */
  | { is: 'failed'; reason: string }

/** What a form says to a module's question. */
export interface MirrorForm {
  said: Said
  /** Whether they may have seen the truth about what they guess: from then on it stays as it is. */
  isTruthKnown: boolean
}

/** What anybody can ask for by typing an address, decided some time after it was sent. */
export interface ByAddress {
  /** When the form was sent, where that was before: it is when somebody agreed. Whatever has its time has it from `at` on. */
  askedAt?: Instant | undefined
  /** When account emails that anybody can cause lately went, or are to go, to this mailbox. */
  lately: readonly Instant[]
  /** Whoever asks holds a link that lies in the mailbox, and `lately` counts theirs alone. */
  isOwner?: boolean
  /** Asked for by "Send it again", which says that the one before it is not enough, however lately that went. */
  isAgain?: boolean | undefined
  /** The address is one that they had before, kept until its change can be undone no more. */
  isOldAddress?: boolean
}

/**
 * Everything that can be asked of the engine. `at` is the only time it knows. `mailedAt` says when the email went out
 * behind whose link something was pressed, so that a forwarded one uses up nothing that a newer one may do.
 */
export type Command = { at: Instant } & (
  | (ByAddress & {
      type: 'RequestSignUp'
      /** Random, for the new life that the confirmation of somebody unknown, or who has left, begins. */
      epoch: Epoch
      journeyId: JourneyId
      consent: Consent
      preferences: Preferences
      sector?: Sector | undefined
      /** The number of a sign-up that waits and is the same in everything. */
      repeats?: number | undefined
    })
  /** A private link to this address, if it is theirs: also for who has left. */
  | (ByAddress & { type: 'FindMe' })
  /**
   * `request` as the link names it: that sign-up is confirmed, and no other. `isInvited`: they came by a link of somebody who
   * takes part, which is still good.
   */
  | { type: 'ConfirmSignUp'; epoch: Epoch; request: number; isInvited?: boolean }
  /** A new email for that sign-up, whose link has run out. `lately` as for whatever anybody can ask for. */
  | { type: 'RenewConfirmation'; epoch: Epoch; request: number; lately: readonly Instant[] }
  /** Without a journey: whatever they wait for. */
  | { type: 'StartJourney'; journeyId?: JourneyId; epoch: Epoch }
  /**
   * Of a journey or, without one, of the account emails. `by` names the worker, so that it knows its own claim again;
   * `recalled`, the modules that no email may be about.
   */
  | { type: 'DeliverDue'; journeyId?: JourneyId; by: string; recalled?: readonly ModuleId[] }
  /** An account email waits for its turn among others like it, as `decide/account-emails.ts` says. */
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
      /** What stood in the same form, if anything did. */
      reply?: MirrorForm | undefined
      /** Where they work, of who had not said so. */
      sector?: Sector | undefined
      mailedAt?: Instant
    }
  /** Whether they tried what a module asked of them, once it is done. */
  | {
      type: 'TellTried'
      journeyId: JourneyId
      moduleId: ModuleId
      epoch: Epoch
      answer: TryAnswer
      mailedAt?: Instant
    }
  /** An excerpt of what they wrote may be shown to others, once a person has read it. */
  | {
      type: 'ShareReflection'
      journeyId: JourneyId
      moduleId: ModuleId
      epoch: Epoch
      voice: VoiceId
      mailedAt?: Instant
    }
  /** It may not any more. */
  | { type: 'WithdrawReflection'; journeyId: JourneyId; moduleId: ModuleId; voice: VoiceId }
  /** The text goes; `voice`: and the excerpt that they shared of it. */
  | { type: 'DeleteReflection'; journeyId: JourneyId; moduleId: ModuleId; voice?: VoiceId | undefined }
  /** Readers reported the excerpt: nobody sees it until a person has looked. */
  | { type: 'HideReflection'; journeyId: JourneyId; moduleId: ModuleId; voice: VoiceId }
  /** A link by which they bring colleagues, in place of the one that they had. */
  | { type: 'MakeInvitation'; mailedAt?: Instant }
  | { type: 'StopInvitation' }
  /** They would like to meet others, in the round of circles that is open. */
  | {
      type: 'JoinRound'
      journeyId: JourneyId
      epoch: Epoch
      /** Where they work, of who had not said so. */
      sector?: Sector | undefined
      mailedAt?: Instant
    }
  /** They take that back. */
  | { type: 'LeaveRound'; journeyId: JourneyId; round: CalendarDay }
  /** A proposal that came of a round has closed: whether they had said anything to it. */
  | { type: 'TellAnswered'; journeyId: JourneyId; round: CalendarDay; isAnswered: boolean }
  /**
   * A letter about a group (a proposal, a circle, or a turn in one) becomes an email of the journey from which they joined.
   * Planned once a kind and group, whoever asks how often: `done-before`. `until`: the moment from which it is of no use;
   * always the same for the same letter, since it is remembered until then and refused from then on (`too-late`).
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
  /** Where somebody works, named or corrected after the sign-up; absent: they would rather not say. */
  | { type: 'NameSector'; sector?: Sector | undefined; mailedAt?: Instant }
  /** A name or a role is another one; which, stands beside the learner and in no event. */
  | { type: 'CorrectDetail'; detail: 'firstName' | 'role'; mailedAt?: Instant }
  | { type: 'PauseJourney'; journeyId: JourneyId; mailedAt?: Instant }
  | { type: 'ResumeJourney'; journeyId: JourneyId; mailedAt?: Instant }
  /** This one, and no other. */
  | { type: 'LeaveJourney'; journeyId: JourneyId }
  /** "Send me the next one now." */
  | { type: 'SendNextNow'; journeyId: JourneyId; mailedAt?: Instant }
  | {
      type: 'RequestAccountEmail'
      kind: Extract<AccountEmailKind, 'private-link' | 'confirm-address'>
      mailedAt?: Instant
      /** With `confirm-address`: when account emails that anybody can cause lately went, or are to go, to the new mailbox. */
      lately?: readonly Instant[]
    }
  /** An operator removed them from circles. */
  | { type: 'TellRemoved' }
  | { type: 'ConfirmAddress'; occurrence: number }
  /** By the link that was mailed to the old address. */
  | { type: 'UndoAddressChange'; occurrence: number; addressVersion: number }
  | { type: 'ForgetOldAddresses' }
  | { type: 'ForgetSignUps' }
  | { type: 'Leave'; via: 'page' | 'one-click' | 'operator' }
  | { type: 'Erase' }
  /** Whoever reads the mailbox moves there from another address: a sign-up that nobody confirmed makes way. */
  | { type: 'EraseUnconfirmed' }
  | { type: 'RecordBounce'; lasting: boolean; code: string }
  | { type: 'RecordComplaint' }
  /** An operator's: somebody who agreed elsewhere, and whose journey begins on a day of its own. */
  | {
      type: 'ImportLearner'
      epoch: Epoch
      journeyId: JourneyId
      consent: Consent
      preferences: Preferences
      sector?: Sector | undefined
      /** No email before this moment. */
      startAt: Instant
    }
  /** An operator's: no email to this person, until it is lifted. */
  | { type: 'Suppress' }
  | { type: 'LiftSuppression' }
  /** An operator's: a module that was emailed goes out once more, and nothing else moves. */
  | { type: 'ResendModule'; journeyId: JourneyId; moduleId: ModuleId }
)
/** A command's name. */
export type CommandType = Command['type']
/** The command of that name. */
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>
