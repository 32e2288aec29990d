import type { Command } from './commands.ts'
import { type Hold, isHeld, recalledModules } from './hold.ts'
import type { Instant, JourneyId } from './ids.ts'
import { accountEmailDueAt, enrolmentDueAt, type Learner, learnerDueAt, oldAddressDueAt } from './learner.ts'

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
  if ((oldAddressDueAt(learner) ?? Number.POSITIVE_INFINITY) <= at) return { type: 'ForgetOldAddresses', at }
  const accountEmailWaits = (accountEmailDueAt(learner) ?? Number.POSITIVE_INFINITY) <= at
  // A sign-up whose journey has not started by itself: the event was lost, or is late.
  const joins = learner.joining.length > 0 && learner.status === 'active'
  if (joins && !isHeld(holds, 'planning') && !accountEmailWaits)
    return { type: 'StartJourney', at, epoch: learner.epoch }
  return { type: 'DeliverDue', at, by: worker }
}
