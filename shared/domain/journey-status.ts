import type { JourneyId } from './ids.ts'
import type { Learner } from './learner.ts'

/**
 * A learner's status in a journey: `follows` it or waits for it to begin; `completed` it; `left` it alone; or is
 * `apart` from it. A journey that was left or belongs to an earlier epoch can be joined again.
 */
export type JourneyStatus = 'follows' | 'completed' | 'left' | 'apart'

/** A learner's status in a journey, in their current epoch. */
export function journeyStatusOf(learner: Learner, journeyId: JourneyId): JourneyStatus {
  if (learner.status !== 'active') return 'apart'
  if (learner.joining.some(one => one.journeyId === journeyId)) return 'follows'
  const enrolment = learner.enrolments[journeyId]
  if (!enrolment || enrolment.epoch !== learner.epoch) return 'apart'
  const { is } = enrolment.phase
  return is === 'completed' || is === 'left' ? is : 'follows'
}
