import type { JourneyId } from './ids.ts'
import type { Learner } from './learner.ts'

/**
 * The status of somebody in a journey: they `follow` it, or wait for it to begin; have been through all of it; `left` it
 * and no other; or are `apart` from it. One that was left, or belongs to an earlier life, can be joined again.
 */
export type JourneyStatus = 'follows' | 'completed' | 'left' | 'apart'

/** Their status in that journey, in the life that they are in. */
export function journeyStatusOf(learner: Learner, journeyId: JourneyId): JourneyStatus {
  if (learner.status !== 'active') return 'apart'
  if (learner.joining.some(one => one.journeyId === journeyId)) return 'follows'
  const enrolment = learner.enrolments[journeyId]
  if (!enrolment || enrolment.epoch !== learner.epoch) return 'apart'
  const { is } = enrolment.phase
  return is === 'completed' || is === 'left' ? is : 'follows'
}
