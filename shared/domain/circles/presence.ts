import type { Enrolment } from '../enrolment.ts'
import type { Instant } from '../ids.ts'
import type { Journey } from '../journey.ts'
import { isReachable, type Learner } from '../learner.ts'
import { isOnBreak } from '../schedule.ts'
import { isLetter, type LetterRef } from './letter.ts'

/** The journey from which somebody joined, while they can be reached there: they have not left or paused it, or left us. */
export function whereHere(learner: Learner, journeyId: string): Enrolment | undefined {
  const enrolment = learner.enrolments[journeyId]
  if (!enrolment || !isReachable(learner) || enrolment.epoch !== learner.epoch) return undefined
  return enrolment.phase.is === 'left' || enrolment.pausedBy === 'learner' ? undefined : enrolment
}

/** Whether somebody can be introduced to others now: they are here, and on no break. */
export const canBeIntroduced = (learner: Learner, journey: Journey, at: Instant): boolean =>
  whereHere(learner, journey.id) !== undefined && !isOnBreak(at, journey, learner.preferences)

/** When a letter about a group was handed to SES, as far as is known. */
export const letterSentAt = ({ letters = [] }: Enrolment, ref: LetterRef): Instant | undefined =>
  letters.find(isLetter(ref))?.sent?.at

/** Whether a letter was planned for somebody and never went out: it came too late for them, or they were on a break, say. */
export function hasMissed({ letters = [] }: Enrolment, ref: LetterRef): boolean {
  const letter = letters.find(isLetter(ref))
  return letter !== undefined && letter.dueAt === undefined && letter.sent === undefined
}
