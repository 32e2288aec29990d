import { day } from '../duration.ts'
import type { Enrolment } from '../enrolment.ts'
import type { Epoch, Instant, JourneyId } from '../ids.ts'
import type { Journey } from '../journey.ts'
import { isReachable, type Learner } from '../learner.ts'
import { isGivenUp } from '../outbox.ts'
import { isOnBreak, nextPreferredTime } from '../schedule.ts'
import type { WhyOut } from './entry.ts'

/** A letter about a group has to reach a person within this time, in milliseconds, or they could not think about it. */
const reachedWithin = 4 * day

/** Whether one of a person's preferred times comes within four days. */
export const isReachedInTime = (
  { preferences }: Pick<Learner, 'preferences'>,
  journey: Journey,
  at: Instant,
): boolean => nextPreferredTime(at, journey, preferences) <= at + reachedWithin

/**
 * Whether letters about groups are held back in a journey. A pause by silence does not hold them back, because the
 * learner did not ask for it.
 */
export const isOutOfReach = (enrolment: Enrolment): boolean =>
  enrolment.pausedBy === 'learner' || isGivenUp(enrolment)

/**
 * Why a person who joined a round is not dealt; undefined if they are: they are still here, have not paused the
 * journey from which they joined, and have a preferred time within four days.
 */
export function whyNotDealt(
  learner: Learner,
  { journeyId, epoch }: { journeyId: JourneyId; epoch: Epoch },
  journey: Journey,
  at: Instant,
): WhyOut | undefined {
  const enrolment = learner.enrolments[journeyId]
  const isOfThisLife = learner.status === 'active' && learner.epoch === epoch && enrolment?.epoch === epoch
  if (!isOfThisLife || enrolment.phase.is === 'left') return 'left'
  if (!isReachable(learner)) return 'unreachable'
  if (isOutOfReach(enrolment)) return isGivenUp(enrolment) ? 'rejected' : 'paused'
  if (isOnBreak(at, journey, learner.preferences)) return 'on-a-break'
  return isReachedInTime(learner, journey, at) ? undefined : 'no-time'
}
