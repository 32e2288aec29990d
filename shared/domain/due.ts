import { letterDueAt } from './circles/letter.ts'
import type { Command } from './commands.ts'
import { type Enrolment, isAtRest, isStillMailed } from './enrolment.ts'
import { type Hold, isHeld, recalledModules } from './hold.ts'
import type { Instant, JourneyId } from './ids.ts'
import { claimedAccountEmail, isReachable, type Learner } from './learner.ts'
import { earliest, hasPassed, outboxDueAt } from './outbox.ts'
import { requestedFor } from './requested-sign-up.ts'

/**
 * When an enrolment is due, as the due index holds it. An email with an open outcome is followed up even during a
 * pause.
 * @returns undefined while nothing happens by itself: paused, given up, left, unreachable, or completed with nothing
 * more to send.
 */
export function enrolmentDueAt(learner: Learner, enrolment: Enrolment): Instant | undefined {
  const { dueAt, resend } = enrolment
  if (!isReachable(learner) || enrolment.epoch !== learner.epoch || !isStillMailed(enrolment))
    return undefined
  const planned = [isAtRest(enrolment) ? undefined : dueAt, resend?.at, letterDueAt(enrolment)]
  return outboxDueAt(enrolment, earliest(planned))
}

/** When an account email is due to be sent, or its open outcome to be followed up. */
export function accountEmailDueAt(learner: Learner): Instant | undefined {
  if (learner.status === 'erased' || learner.undeliverable) return undefined
  const claimed = claimedAccountEmail(learner)
  return earliest(
    learner.accountEmails.map(one => (one === claimed ? outboxDueAt(learner, one.dueAt) : one.dueAt)),
  )
}

/**
 * When the learner's own row is due: an account email to send, a journey to start, an old address or a sign-up to
 * forget.
 */
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
 * When an unconfirmed sign-up has to be forgotten. The row of a person who never confirmed any expires as a whole by
 * its TTL.
 */
export const signUpDueAt = ({ status, requests }: Learner): Instant | undefined =>
  status === 'pending' ? undefined : earliest(requests.map(({ at }) => at + requestedFor))

/** When a learner is due: in a journey or, without one, for everything in their own row. */
export function dueAtOf(learner: Learner, journeyId: JourneyId | undefined): Instant | undefined {
  if (journeyId === undefined) return learnerDueAt(learner)
  const enrolment = learner.enrolments[journeyId]
  return enrolment && enrolmentDueAt(learner, enrolment)
}

/** The worker that asks, and the holds in force. */
export interface DueContext {
  worker: string
  holds: readonly Hold[]
}

/** The command for a learner who is due, in a journey or, without one, for their own row. */
export function commandWhenDue(
  learner: Learner,
  journeyId: JourneyId | undefined,
  at: Instant,
  { worker, holds }: DueContext,
): Command {
  if (journeyId !== undefined)
    return { type: 'DeliverDue', at, journeyId, by: worker, recalled: recalledModules(holds, journeyId) }
  if (hasPassed(oldAddressDueAt(learner), at)) return { type: 'ForgetOldAddresses', at }
  if (hasPassed(signUpDueAt(learner), at)) return { type: 'ForgetSignUps', at }
  const accountEmailWaits = hasPassed(accountEmailDueAt(learner), at)
  // The journey of a confirmed sign-up has not started: its event was lost or is late.
  const joins = learner.joining.length > 0 && learner.status === 'active'
  if (joins && !isHeld(holds, 'planning') && !accountEmailWaits)
    return { type: 'StartJourney', at, epoch: learner.epoch }
  return { type: 'DeliverDue', at, by: worker }
}
