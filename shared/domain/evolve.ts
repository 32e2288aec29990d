import type { DomainEvent, EventOf, EventType } from './domain-event.ts'
import { accountEmailDeferred, accountEmailRequested, accountEmailSent } from './evolve/account-emails.ts'
import {
  addressChanged,
  addressChangeRequested,
  addressChangeUndone,
  oldAddressForgotten,
} from './evolve/address.ts'
import { circleLetterDeferred, circleLetterEmailed, circleLetterPlanned } from './evolve/circles.ts'
import {
  emailDeferred,
  endEmailed,
  journeyCompleted,
  journeyLeft,
  journeyPaused,
  journeyResumed,
  moduleCompleted,
  moduleEmailed,
  moduleResendRequested,
  moduleRetired,
  moduleTried,
  nextModuleRequested,
  pauseEmailed,
  reminderEmailed,
} from './evolve/enrolment.ts'
import { emailClaimed, emailTrouble, inJourney, journeyBegun, letterDropped } from './evolve/journey.ts'
import {
  emailBounced,
  emailComplained,
  journeyImported,
  journeyNotStarted,
  learnerErased,
  learnerImported,
  learnerSuppressed,
  preferencesChanged,
  sectorNamed,
  signUpConfirmed,
  signUpRequested,
  signUpsForgotten,
  suppressionLifted,
  unsubscribed,
} from './evolve/learner.ts'
import { questionAnswered } from './evolve/mirror.ts'
import { roundAnswered, roundJoined, roundLeft, roundUnanswered } from './evolve/rounds.ts'
import type { Learner } from './learner.ts'
import { withPress } from './presses.ts'

type Evolver<T extends EventType> = (learner: Learner, event: EventOf<T>) => Learner

/** The event changes no state. It is kept for the history and the statistics. */
const unchanged = (learner: Learner): Learner => learner

/** The evolver of each event type. */
const evolvers: { readonly [T in EventType]: Evolver<T> } = {
  SignUpRequested: signUpRequested,
  SignUpConfirmed: signUpConfirmed,
  LearnerImported: learnerImported,
  JourneyImported: journeyImported,
  AccountEmailRequested: accountEmailRequested,
  AccountEmailWithheld: unchanged,
  AccountEmailDeferred: accountEmailDeferred,
  AccountEmailSent: accountEmailSent,
  JourneyStarted: journeyBegun,
  JourneyNotStarted: journeyNotStarted,
  ModuleCompleted: inJourney(moduleCompleted),
  ModuleTried: inJourney(moduleTried),
  QuestionAnswered: inJourney(questionAnswered),
  ModuleRetired: inJourney(moduleRetired),
  ModuleResendRequested: inJourney(moduleResendRequested),
  JourneyPaused: inJourney(journeyPaused),
  JourneyResumed: inJourney(journeyResumed),
  JourneyLeft: inJourney(journeyLeft),
  NextModuleRequested: inJourney(nextModuleRequested),
  JourneyCompleted: inJourney(journeyCompleted),
  EmailClaimed: emailClaimed,
  ModuleEmailed: inJourney(moduleEmailed),
  ReminderEmailed: inJourney(reminderEmailed),
  PauseEmailed: inJourney(pauseEmailed),
  EndEmailed: inJourney(endEmailed),
  EmailDeferred: inJourney(emailDeferred),
  EmailOutcomeUnknown: emailTrouble,
  EmailAbsenceProven: emailTrouble,
  EmailTurnedBack: emailTrouble,
  EmailFailed: emailTrouble,
  EmailBounced: emailBounced,
  EmailComplained: emailComplained,
  PreferencesChanged: preferencesChanged,
  SectorNamed: sectorNamed,
  DetailCorrected: unchanged,
  AddressChangeRequested: addressChangeRequested,
  AddressChanged: addressChanged,
  AddressChangeUndone: addressChangeUndone,
  OldAddressForgotten: oldAddressForgotten,
  SignUpsForgotten: signUpsForgotten,
  Unsubscribed: unsubscribed,
  LearnerSuppressed: learnerSuppressed,
  SuppressionLifted: suppressionLifted,
  LearnerErased: learnerErased,
  ReflectionShared: unchanged,
  ReflectionWithdrawn: unchanged,
  ReflectionHidden: unchanged,
  ReflectionDeleted: unchanged,
  RoundJoined: inJourney(roundJoined),
  RoundLeft: inJourney(roundLeft),
  RoundUnanswered: inJourney(roundUnanswered),
  RoundAnswered: inJourney(roundAnswered),
  CircleLetterPlanned: inJourney(circleLetterPlanned),
  CircleLetterDeferred: inJourney(circleLetterDeferred),
  CircleLetterDropped: letterDropped,
  CircleLetterEmailed: inJourney(circleLetterEmailed),
  InvitationMade: unchanged,
  InvitationStopped: unchanged,
}

/**
 * The learner after one event. Total: an event that no longer fits (its enrolment is gone, its claim is settled)
 * changes nothing.
 */
export const evolve = (learner: Learner, event: DomainEvent): Learner =>
  (evolvers[event.type] as (learner: Learner, event: DomainEvent) => Learner)(
    withPress(learner, event),
    event,
  )
