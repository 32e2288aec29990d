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

/** Changes nothing by itself: it is kept for the history and the statistics. */
const unchanged = (learner: Learner): Learner => learner

/** Counts as a press where it came through the link of an email. */
const pressed =
  <E extends Parameters<typeof withPress>[1]>(change: (learner: Learner, event: E) => Learner) =>
  (learner: Learner, event: E): Learner =>
    change(withPress(learner, event), event)

/** What each event changes. */
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
  ModuleTried: pressed(inJourney(moduleTried)),
  QuestionAnswered: pressed(inJourney(questionAnswered)),
  ModuleRetired: inJourney(moduleRetired),
  ModuleResendRequested: inJourney(moduleResendRequested),
  JourneyPaused: pressed(inJourney(journeyPaused)),
  JourneyResumed: pressed(inJourney(journeyResumed)),
  JourneyLeft: inJourney(journeyLeft),
  NextModuleRequested: pressed(inJourney(nextModuleRequested)),
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
  PreferencesChanged: pressed(preferencesChanged),
  SectorNamed: pressed(sectorNamed),
  DetailCorrected: withPress,
  AddressChangeRequested: addressChangeRequested,
  AddressChanged: addressChanged,
  AddressChangeUndone: addressChangeUndone,
  OldAddressForgotten: oldAddressForgotten,
  SignUpsForgotten: signUpsForgotten,
  Unsubscribed: unsubscribed,
  LearnerSuppressed: learnerSuppressed,
  SuppressionLifted: suppressionLifted,
  LearnerErased: learnerErased,
  ReflectionShared: withPress,
  ReflectionWithdrawn: unchanged,
  ReflectionHidden: unchanged,
  ReflectionDeleted: unchanged,
  RoundJoined: pressed(inJourney(roundJoined)),
  RoundLeft: inJourney(roundLeft),
  RoundUnanswered: inJourney(roundUnanswered),
  RoundAnswered: inJourney(roundAnswered),
  CircleLetterPlanned: inJourney(circleLetterPlanned),
  CircleLetterDeferred: inJourney(circleLetterDeferred),
  CircleLetterDropped: letterDropped,
  CircleLetterEmailed: inJourney(circleLetterEmailed),
  InvitationMade: withPress,
  InvitationStopped: unchanged,
}

/**
 * What a learner becomes by one event. Total: an event that no longer fits (its enrolment is gone, its claim settled)
 * leaves everything as it is.
 */
export const evolve = (learner: Learner, event: DomainEvent): Learner =>
  (evolvers[event.type] as (learner: Learner, event: DomainEvent) => Learner)(learner, event)
