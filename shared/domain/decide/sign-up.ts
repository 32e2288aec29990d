import type { CommandOf } from '../commands.ts'
import { type Decision, type Journeys, nothing } from '../decision.ts'
import type { DomainEvent, EventOf } from '../domain-event.ts'
import { minute } from '../duration.ts'
import type { Instant } from '../ids.ts'
import type { Journey } from '../journey.ts'
import { type Enrolment, enrolmentCap, isReachable, type Learner, requestOf } from '../learner.ts'
import { moduleDueAt, nextModule } from '../progress.ts'
import { accountEmailInTurn, isOnItsWay } from './account-emails.ts'

/** Pressed again so soon, a button is the same press. */
const samePress = minute

/** Whether the same was asked a moment ago, or its account email is on its way. */
function isRepeated(learner: Learner, { at, lately, repeats }: CommandOf<'RequestSignUp'>): boolean {
  if (learner.status === 'active')
    return (
      lately.some(moment => Math.abs(at - moment) < samePress) ||
      isOnItsWay(learner, accountEmail => accountEmail.kind === 'already-with-us')
    )
  const same = learner.requests.find(({ number }) => number === repeats)
  if (!same) return false
  return (
    at - same.at < samePress || isOnItsWay(learner, accountEmail => requestOf(learner, accountEmail) === same)
  )
}

/**
 * Somebody filled in the form with this address, perhaps a stranger. Who takes part gets a word about it, everybody
 * else an account email with which this sign-up can be confirmed. Without an account email nobody could, so it is not kept.
 */
export function requestSignUp(learner: Learner, command: CommandOf<'RequestSignUp'>): Decision {
  const { at, isOldAddress, lately } = command
  const kind = learner.status === 'active' && !isOldAddress ? 'already-with-us' : 'confirm'
  const withheld = (reason: EventOf<'AccountEmailWithheld'>['reason']): Decision => ({
    outcome: 'done',
    events: [{ type: 'AccountEmailWithheld', at, kind, reason }],
  })
  // It was told of the change just now, and who else reads it is not the person whom it leads to.
  if (isOldAddress) return withheld('old-address')
  if (learner.undeliverable) return withheld('undeliverable')
  if (isRepeated(learner, command)) return withheld('asked-recently')
  const accountEmail = accountEmailInTurn(learner, kind, at, lately)
  if (!accountEmail) return withheld('mailbox-full')
  return {
    outcome: 'done',
    events: kind === 'confirm' ? [requested(learner, command), accountEmail] : [accountEmail],
  }
}

/** Links that were mailed in a life keep working in it: a new one begins only with a confirmation. */
function requested(learner: Learner, command: CommandOf<'RequestSignUp'>): DomainEvent {
  const { at, epoch, journeyId, consent, preferences, sector } = command
  const isNew = learner.status === 'pending' && learner.emailCount === 0
  return {
    type: 'SignUpRequested',
    at,
    epoch: isNew ? epoch : learner.epoch,
    request: learner.emailCount,
    ...(learner.status === 'left' && { begins: epoch }),
    journeyId,
    consent,
    preferences,
    ...(sector && { sector }),
  }
}

/**
 * The button behind a confirmation link: it confirms the sign-up that it was mailed for, and no other. A link from an
 * earlier life never signs anybody up again.
 */
export function confirmSignUp(
  learner: Learner,
  command: CommandOf<'ConfirmSignUp'>,
): Decision<'done' | 'done-before' | 'in-already' | 'link-outdated'> {
  const { at, epoch, request: number } = command
  if (learner.status === 'active' && learner.epoch === epoch)
    return nothing(learner.confirmed === number ? 'done-before' : 'in-already')
  const request = learner.requests.find(one => one.number === number && one.epoch === epoch)
  if (!request) return nothing('link-outdated')
  const { journeyId } = request
  return {
    outcome: 'done',
    events: [{ type: 'SignUpConfirmed', at, epoch, request: number, journeyId }],
  }
}

/** A confirmed sign-up awaits its journey. Safe to ask any number of times, in any order, years later. */
export function startJourney(
  learner: Learner,
  command: CommandOf<'StartJourney'>,
  journeys: Journeys,
): Decision {
  const { at, epoch, journeyId } = command
  const waits = learner.joining?.journeyId === journeyId && learner.epoch === epoch && isReachable(learner)
  if (!waits) return nothing('done-before')
  const journey = journeys[journeyId]
  if (!journey) return nothing('no-such-journey')
  const before = learner.enrolments[journeyId]
  if (!before && Object.keys(learner.enrolments).length >= enrolmentCap)
    return {
      outcome: 'too-often',
      events: [{ type: 'JourneyNotStarted', at, journeyId, reason: 'too-many-journeys' }],
    }
  const dueAt = firstDueAt(learner, before, at, journey)
  return {
    outcome: 'done',
    events: [{ type: 'JourneyStarted', at, epoch, journeyId, version: journey.version, dueAt }],
  }
}

/** Who begins gets the first module when its author says; who comes back goes on at once, where they were. */
function firstDueAt(learner: Learner, before: Enrolment | undefined, at: Instant, journey: Journey): Instant {
  const comesBack = before !== undefined && before.phase.is !== 'completed' && before.done.length > 0
  if (comesBack) return at
  const phase = { is: 'waiting' as const, since: at }
  const fresh = { journeyId: journey.id, epoch: learner.epoch, phase, emailed: [], done: [], emailCount: 0 }
  const first = nextModule(journey, learner, fresh)
  return first ? moduleDueAt(first, at, journey, learner) : at
}
