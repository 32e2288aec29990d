import { day } from '../duration.ts'
import type { Enrolment } from '../enrolment.ts'
import type { Epoch, Instant, JourneyId } from '../ids.ts'
import type { Journey } from '../journey.ts'
import { isReachable, type Learner } from '../learner.ts'
import { isGivenUp } from '../outbox.ts'
import { isOnBreak, nextPreferredTime } from '../schedule.ts'
import type { WhyOut } from './entry.ts'

/** Whoever gets the letter later than that could not think about it. */
const reachedWithin = 4 * day

/** Whether a time that somebody likes comes soon enough after a moment. */
export const hearsInTime = (
  { preferences }: Pick<Learner, 'preferences'>,
  journey: Journey,
  at: Instant,
): boolean => nextPreferredTime(at, journey, preferences) <= at + reachedWithin

/** Whether no letter about a group goes out from a journey. A pause by silence holds none back: it is no wish of its learner. */
export const isOutOfReach = (enrolment: Enrolment): boolean =>
  enrolment.pausedBy === 'learner' || isGivenUp(enrolment)

/**
 * Why somebody who joined a round would not hear of a group in time; undefined where they would: they are still here, the journey that
 * they joined from is not paused, and a time that they like comes within four days.
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
  return hearsInTime(learner, journey, at) ? undefined : 'no-time'
}
