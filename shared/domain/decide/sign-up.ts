import type { CommandOf } from '../commands.ts'
import { type Decision, type Journeys, nothing } from '../decision.ts'
import type { DomainEvent } from '../domain-event.ts'
import { signUpDueAt } from '../due.ts'
import type { AccountEmailKind } from '../email-kind-groups.ts'
import type { Enrolment } from '../enrolment.ts'
import type { Instant } from '../ids.ts'
import type { Journey } from '../journey.ts'
import { type JourneyStatus, journeyStatusOf } from '../journey-status.ts'
import { enrolmentCap, isReachable, type Learner, requestOf } from '../learner.ts'
import { hasPassed } from '../outbox.ts'
import { moduleDueAt, nextModule } from '../progress.ts'
import { type RequestedSignUp, stillWaiting } from '../requested-sign-up.ts'
import { accountEmailInTurn, isOnItsWay } from './account-emails.ts'
import {
  isAskedRecently,
  isSamePress,
  reasonToWithhold,
  waitsBehindStrangers,
  withheld,
} from './by-address.ts'

/** The kind of account email that answers a sign-up; it depends on the learner's status in the journey. */
type Answer = Extract<AccountEmailKind, 'confirm' | 'join' | 'already-with-us' | 'completed-already'>

const answers: Readonly<Record<JourneyStatus, Answer>> = {
  follows: 'already-with-us',
  completed: 'completed-already',
  left: 'join',
  apart: 'join',
}

const answerTo = (learner: Learner, { journeyId, isOldAddress }: CommandOf<'RequestSignUp'>): Answer =>
  learner.status === 'active' && !isOldAddress ? answers[journeyStatusOf(learner, journeyId)] : 'confirm'

function isWaiting(
  learner: Learner,
  same: RequestedSignUp | undefined,
  command: CommandOf<'RequestSignUp'>,
): boolean {
  if (same === undefined) return false
  const its = learner.accountEmails.find(accountEmail => requestOf(learner, accountEmail) === same)
  if (its && waitsBehindStrangers(its, command)) return false
  return isSamePress(same.at, command) || isOnItsWay(learner, accountEmail => accountEmail === its)
}

/** Whether the same was requested a moment ago, or its account email is in flight. */
function isRepeated(learner: Learner, command: CommandOf<'RequestSignUp'>, kind: Answer): boolean {
  const { journeyId, repeats } = command
  // When joining another journey, only the journey counts of what is filled in.
  if (kind === 'join')
    return isWaiting(
      learner,
      learner.requests.findLast(one => one.journeyId === journeyId),
      command,
    )
  if (kind === 'confirm')
    return isWaiting(
      learner,
      learner.requests.find(({ number }) => number === repeats),
      command,
    )
  return isAskedRecently(learner, command, kind)
}

/**
 * Somebody, perhaps a stranger, filled in the form with this address. A person who follows or completed the journey
 * gets an email that says so; everybody else gets one that confirms this sign-up. Without an account email nobody
 * could confirm it, so it is not kept.
 */
export function requestSignUp(learner: Learner, command: CommandOf<'RequestSignUp'>): Decision {
  const { at, journeyId, lately } = command
  const kind = answerTo(learner, command)
  const reason = reasonToWithhold(learner, command)
  if (reason) return withheld(at, kind, reason)
  if (isRepeated(learner, command, kind)) return withheld(at, kind, 'asked-recently')
  const accountEmail = accountEmailInTurn(learner, kind, at, lately)
  if (!accountEmail) return withheld(at, kind, 'mailbox-full')
  const isKept = kind === 'confirm' || kind === 'join'
  return {
    outcome: 'done',
    events: isKept ? [requested(learner, command), accountEmail] : [{ ...accountEmail, about: journeyId }],
  }
}

/**
 * A new epoch begins only with a confirmation, so that links mailed in the current one stay valid; all waiting
 * sign-ups lead to the same one. A person who takes part keeps their times and sector, whatever was filled in.
 */
function requested(learner: Learner, command: CommandOf<'RequestSignUp'>): DomainEvent {
  const { at, askedAt = at, epoch, journeyId, consent } = command
  const { preferences, sector } = learner.status === 'active' ? learner : command
  const begins = stillWaiting(learner.requests, at).at(-1)?.epoch ?? epoch
  const isNew = learner.status === 'pending' && learner.emailCount === 0
  return {
    type: 'SignUpRequested',
    at,
    ...(askedAt !== at && { askedAt }),
    epoch: isNew ? epoch : learner.epoch,
    request: learner.emailCount,
    ...(learner.status === 'left' && { begins }),
    journeyId,
    consent,
    preferences,
    ...(sector && { sector }),
  }
}

/**
 * Confirms the sign-up that the link was mailed for, and no other. A link from an earlier epoch never signs anybody
 * up again.
 */
export function confirmSignUp(
  learner: Learner,
  command: CommandOf<'ConfirmSignUp'>,
): Decision<'done' | 'joined' | 'done-before' | 'in-already' | 'completed-before' | 'link-outdated'> {
  const { at, epoch, request: number } = command
  const request = learner.requests.find(one => one.number === number && one.epoch === epoch)
  if (!request) return nothing(confirmedBefore(learner, command))
  const { journeyId } = request
  const status = journeyStatusOf(learner, journeyId)
  if (status === 'follows') return nothing('in-already')
  if (status === 'completed') return nothing('completed-before')
  const joins = learner.status === 'active'
  // A person who comes back was here before, so nobody invited them.
  const invited = command.isInvited === true && learner.status === 'pending'
  const how = { ...(joins && { joins }), ...(invited && { invited }) }
  return {
    outcome: joins ? 'joined' : 'done',
    events: [{ type: 'SignUpConfirmed', at, epoch, request: number, journeyId, ...how }],
  }
}

/** The outcome for a sign-up that no longer waits. */
function confirmedBefore(
  learner: Learner,
  { epoch, request }: CommandOf<'ConfirmSignUp'>,
): 'done-before' | 'in-already' | 'link-outdated' {
  if (learner.status !== 'active' || learner.epoch !== epoch) return 'link-outdated'
  if (learner.confirmed === request) return 'done-before'
  const joined = learner.joined.find(one => one.request === request)
  if (!joined) return 'in-already'
  return journeyStatusOf(learner, joined.journeyId) === 'left' ? 'link-outdated' : 'done-before'
}

/**
 * Starts the journeys of confirmed sign-ups. Safe to repeat, in any order, years later. A journey that cannot start
 * does not block another.
 */
export function startJourney(
  learner: Learner,
  command: CommandOf<'StartJourney'>,
  journeys: Journeys,
): Decision<'done' | 'done-before' | 'no-such-journey' | 'too-often'> {
  const { at, epoch, journeyId } = command
  const waits = learner.epoch === epoch && isReachable(learner) ? learner.joining : []
  const wanted = waits.filter(one => journeyId === undefined || one.journeyId === journeyId)
  if (wanted.length === 0) return nothing('done-before')
  const published = wanted.flatMap(one => journeys[one.journeyId] ?? [])
  if (published.length === 0) return nothing('no-such-journey')
  const known = new Set(Object.keys(learner.enrolments))
  const events = published.map(journey => {
    if (known.size >= enrolmentCap && !known.has(journey.id)) return notStarted(journey, at)
    known.add(journey.id)
    return begun(learner, journey, at)
  })
  return { outcome: events.some(({ type }) => type === 'JourneyStarted') ? 'done' : 'too-often', events }
}

const notStarted = ({ id: journeyId }: Journey, at: Instant): DomainEvent => ({
  type: 'JourneyNotStarted',
  at,
  journeyId,
  reason: 'too-many-journeys',
})

function begun(learner: Learner, journey: Journey, at: Instant): DomainEvent {
  const { id: journeyId, version } = journey
  const dueAt = firstDueAt(learner, learner.enrolments[journeyId], at, journey)
  return { type: 'JourneyStarted', at, epoch: learner.epoch, journeyId, version, dueAt }
}

/** A new learner gets the first module when its author says. One who comes back goes on at once from where they were. */
function firstDueAt(learner: Learner, before: Enrolment | undefined, at: Instant, journey: Journey): Instant {
  const comesBack = before !== undefined && before.phase.is !== 'completed' && before.done.length > 0
  if (comesBack) return at
  const phase = { is: 'waiting' as const, since: at }
  const fresh = { journeyId: journey.id, epoch: learner.epoch, phase, emailed: [], done: [], emailCount: 0 }
  const first = nextModule(journey, learner, fresh)
  return first ? moduleDueAt(first, at, journey, learner) : at
}

/** Forgets sign-ups that nobody confirmed in time, and everything filled in with them. */
export function forgetSignUps(
  learner: Learner,
  { at }: CommandOf<'ForgetSignUps'>,
): Decision<'rescheduled' | 'nothing-due'> {
  if (!hasPassed(signUpDueAt(learner), at)) return nothing('nothing-due')
  return { outcome: 'rescheduled', events: [{ type: 'SignUpsForgotten', at }] }
}
