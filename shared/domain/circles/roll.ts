import { day } from '../duration.ts'
import type { Enrolment } from '../enrolment.ts'
import type { Epoch, Instant, JourneyId } from '../ids.ts'
import type { Journey } from '../journey.ts'
import { isReachable, type Learner } from '../learner.ts'
import { isGivenUp } from '../outbox.ts'
import { isOnBreak, nextPreferredTime } from '../schedule.ts'

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
 * Whether somebody who joined a round would hear of a group in time: they are still here, no journey of theirs that they joined from
 * is paused, and a time that they like comes within four days.
 */
export function canBeDealt(
  learner: Learner,
  { journeyId, epoch }: { journeyId: JourneyId; epoch: Epoch },
  journey: Journey,
  at: Instant,
): boolean {
  const enrolment = learner.enrolments[journeyId]
  if (!enrolment || !isReachable(learner) || learner.epoch !== epoch || enrolment.epoch !== epoch)
    return false
  if (enrolment.phase.is === 'left' || isOutOfReach(enrolment)) return false
  if (isOnBreak(at, journey, learner.preferences)) return false
  return hearsInTime(learner, journey, at)
}
