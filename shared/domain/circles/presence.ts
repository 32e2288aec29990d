import type { Enrolment } from '../enrolment.ts'
import type { Instant } from '../ids.ts'
import type { Journey } from '../journey.ts'
import { isReachable, type Learner } from '../learner.ts'
import { isOnBreak } from '../schedule.ts'
import { isLetter, type LetterRef } from './letter.ts'

/**
 * The enrolment from which a person joined, if they can be reached there: they have not left or paused the journey,
 * nor left the service.
 */
export function presentEnrolment(learner: Learner, journeyId: string): Enrolment | undefined {
  const enrolment = learner.enrolments[journeyId]
  if (!enrolment || !isReachable(learner) || enrolment.epoch !== learner.epoch) return undefined
  return enrolment.phase.is === 'left' || enrolment.pausedBy === 'learner' ? undefined : enrolment
}

/** Whether a person can be introduced now: reachable, and not on a break. */
export const canBeIntroduced = (learner: Learner, journey: Journey, at: Instant): boolean =>
  presentEnrolment(learner, journey.id) !== undefined && !isOnBreak(at, journey, learner.preferences)

/** When a letter about a group was handed to SES; undefined if unknown. */
export const letterSentAt = ({ letters = [] }: Enrolment, ref: LetterRef): Instant | undefined =>
  letters.find(isLetter(ref))?.sent?.at

/** Whether a letter was planned for a person and never went out, because it would have come too late, say. */
export function hasMissedLetter({ letters = [] }: Enrolment, ref: LetterRef): boolean {
  const letter = letters.find(isLetter(ref))
  return letter !== undefined && letter.dueAt === undefined && letter.sent === undefined
}
