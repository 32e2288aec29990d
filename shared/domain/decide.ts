import type { Command, CommandOf, CommandType } from './commands.ts'
import { deferAccountEmail, notifyRemoved, requestAccountEmail } from './decide/account-emails.ts'
import { erase, eraseUnconfirmed, leave, recordBounce, recordComplaint } from './decide/account-status.ts'
import { confirmAddress, forgetOldAddresses, undoAddressChange } from './decide/address.ts'
import { planCircleLetter } from './decide/circle-letters.ts'
import { deliverDue } from './decide/delivery.ts'
import { correctDetail, nameSector } from './decide/details.ts'
import { markDone } from './decide/done.ts'
import { findMe } from './decide/find-me.ts'
import { makeInvitation, stopInvitation } from './decide/invitations.ts'
import { sendNextNow } from './decide/next-now.ts'
import { importLearner, liftSuppression, resendModule, suppress } from './decide/operator.ts'
import { changePreferences, leaveJourney, pauseJourney, resumeJourney } from './decide/progress.ts'
import {
  deleteReflection,
  hideReflection,
  shareReflection,
  withdrawReflection,
} from './decide/reflections.ts'
import { renewConfirmation } from './decide/renew-confirmation.ts'
import { joinRound, leaveRound, recordAnswered } from './decide/rounds.ts'
import { settleEmail } from './decide/settlement.ts'
import { confirmSignUp, forgetSignUps, requestSignUp, startJourney } from './decide/sign-up.ts'
import { recordTried } from './decide/tried.ts'
import { type Decision, type Journeys, nothing } from './decision.ts'
import type { Learner } from './learner.ts'
import { arePressedTooOften } from './presses.ts'

/** The decider of each command. Its type lists the possible outcomes. */
const deciders = {
  RequestSignUp: requestSignUp,
  FindMe: findMe,
  ConfirmSignUp: confirmSignUp,
  RenewConfirmation: renewConfirmation,
  StartJourney: startJourney,
  DeliverDue: deliverDue,
  DeferAccountEmail: deferAccountEmail,
  SettleEmail: settleEmail,
  CompleteModule: markDone,
  RecordTried: recordTried,
  ShareReflection: shareReflection,
  WithdrawReflection: withdrawReflection,
  DeleteReflection: deleteReflection,
  HideReflection: hideReflection,
  MakeInvitation: makeInvitation,
  StopInvitation: stopInvitation,
  JoinRound: joinRound,
  LeaveRound: leaveRound,
  RecordAnswered: recordAnswered,
  PlanCircleLetter: planCircleLetter,
  ChangePreferences: changePreferences,
  NameSector: nameSector,
  CorrectDetail: correctDetail,
  PauseJourney: pauseJourney,
  ResumeJourney: resumeJourney,
  LeaveJourney: leaveJourney,
  SendNextNow: sendNextNow,
  RequestAccountEmail: requestAccountEmail,
  NotifyRemoved: notifyRemoved,
  ConfirmAddress: confirmAddress,
  UndoAddressChange: undoAddressChange,
  ForgetOldAddresses: forgetOldAddresses,
  ForgetSignUps: forgetSignUps,
  Leave: leave,
  Erase: erase,
  EraseUnconfirmed: eraseUnconfirmed,
  RecordBounce: recordBounce,
  RecordComplaint: recordComplaint,
  ImportLearner: importLearner,
  Suppress: suppress,
  LiftSuppression: liftSuppression,
  ResendModule: resendModule,
} satisfies {
  [T in CommandType]: (learner: Learner, command: CommandOf<T>, journeys: Journeys) => Decision
}

/** The outcomes of a command type. Pages and tools need words for each. */
export type OutcomeOf<T extends CommandType> =
  | ReturnType<(typeof deciders)[T]>['outcome']
  /** More changes were made through the link of one email than are allowed in a day. */
  | ('mailedAt' extends keyof CommandOf<T> ? 'too-often' : never)
  /** No such learner, or they have left or are erased. */
  | 'not-a-learner'

/**
 * Decides what follows from a command, given a learner and journeys. Pure: the same input gives the same answer, and
 * nothing happens until the events are stored.
 * @param journeys the current version of each journey that the command or the learner's enrolments name.
 */
export function decide<C extends Command>(
  learner: Learner,
  command: C,
  journeys: Journeys,
): Decision<OutcomeOf<C['type']>> {
  if (learner.status === 'erased') return nothing('not-a-learner')
  const decider = deciders[command.type] as (
    learner: Learner,
    command: C,
    journeys: Journeys,
  ) => Decision<OutcomeOf<C['type']>>
  const decision = decider(learner, command, journeys)
  return arePressedTooOften(learner, decision.events) ? nothing('too-often') : decision
}
