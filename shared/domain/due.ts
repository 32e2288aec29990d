import { letterDueAt } from './circles/letter.ts'
import type { Command } from './commands.ts'
import { type Enrolment, isAtRest, isStillMailed } from './enrolment.ts'
import { type Hold, isHeld, recalledModules } from './hold.ts'
import type { Instant, JourneyId } from './ids.ts'
import { claimedAccountEmail, isReachable, type Learner } from './learner.ts'
import { earliest, hasCome, outboxDueAt } from './outbox.ts'
import { requestedFor } from './requested-sign-up.ts'

/**
 * When an enrolment waits to be looked at, as the due index holds it. An email whose outcome is open is looked after
 * through a pause, too.
 * @returns undefined while nothing is to happen by itself: paused, given up, left, unreachable, finished
 *   and told so.
 */
export function enrolmentDueAt(learner: Learner, enrolment: Enrolment): Instant | undefined {
  const { dueAt, resend } = enrolment
  if (!isReachable(learner) || enrolment.epoch !== learner.epoch || !isStillMailed(enrolment))
    return undefined
  const planned = [isAtRest(enrolment) ? undefined : dueAt, resend?.at, letterDueAt(enrolment)]
  return outboxDueAt(enrolment, earliest(planned))
}

/** When an account email waits to be sent, or its outcome to be found out. */
export function accountEmailDueAt(learner: Learner): Instant | undefined {
  if (learner.status === 'erased' || learner.undeliverable) return undefined
  const claimed = claimedAccountEmail(learner)
  return earliest(
    learner.accountEmails.map(one => (one === claimed ? outboxDueAt(learner, one.dueAt) : one.dueAt)),
  )
}

/** When the sign-up side of a learner waits to be looked at: an account email to send, a journey to start, an old address to forget. */
export const learnerDueAt = (learner: Learner): Instant | undefined =>
  earliest([
    accountEmailDueAt(learner),
    ...(isReachable(learner) ? learner.joining.map(({ since }) => since) : []),
    oldAddressDueAt(learner),
    signUpDueAt(learner),
  ])

/** When an old address has to be forgotten. */
export const oldAddressDueAt = ({ addressUndos = [] }: Learner): Instant | undefined =>
  earliest(addressUndos.map(({ until }) => until))

/**
 * When a sign-up that nobody has confirmed has to be forgotten. The row of who never confirmed any expires as a whole, and
 * so by itself.
 */
export const signUpDueAt = ({ status, requests }: Learner): Instant | undefined =>
  status === 'pending' ? undefined : earliest(requests.map(({ at }) => at + requestedFor))

/** When somebody waits to be looked at: in a journey, or, without one, for an account email or the rest of the sign-up. */
export function dueAtOf(learner: Learner, journeyId: JourneyId | undefined): Instant | undefined {
  if (journeyId === undefined) return learnerDueAt(learner)
  const enrolment = learner.enrolments[journeyId]
  return enrolment && enrolmentDueAt(learner, enrolment)
}

/** Who looks, and what is held back. */
export interface Turn {
  worker: string
  holds: readonly Hold[]
}

/** What the engine is asked about somebody who is due, in a journey or, without one, for an account email. */
export function commandWhenDue(
  learner: Learner,
  journeyId: JourneyId | undefined,
  at: Instant,
  { worker, holds }: Turn,
): Command {
  if (journeyId !== undefined)
    return { type: 'DeliverDue', at, journeyId, by: worker, recalled: recalledModules(holds, journeyId) }
  if (hasCome(oldAddressDueAt(learner), at)) return { type: 'ForgetOldAddresses', at }
  if (hasCome(signUpDueAt(learner), at)) return { type: 'ForgetSignUps', at }
  const accountEmailWaits = hasCome(accountEmailDueAt(learner), at)
  // A sign-up whose journey has not started by itself: the event was lost, or is late.
  const joins = learner.joining.length > 0 && learner.status === 'active'
  if (joins && !isHeld(holds, 'planning') && !accountEmailWaits)
    return { type: 'StartJourney', at, epoch: learner.epoch }
  return { type: 'DeliverDue', at, by: worker }
}
