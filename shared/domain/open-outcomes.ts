import { accountEmailDueAt, enrolmentDueAt } from './due.ts'
import type { JourneyId } from './ids.ts'
import { claimedAccountEmail, type Learner } from './learner.ts'
import { isUnknown } from './outbox.ts'

/** Whether anybody still waits for the email in flight. A learner who has left does not. */
function isAwaited(learner: Learner, journeyId: JourneyId | undefined): boolean {
  if (journeyId === undefined)
    return claimedAccountEmail(learner) !== undefined && accountEmailDueAt(learner) !== undefined
  const enrolment = learner.enrolments[journeyId]
  return enrolment !== undefined && enrolmentDueAt(learner, enrolment) !== undefined
}

/**
 * How many emails to this person are held because their outcome is unknown: 0 or 1.
 * @param journeyId absent for account emails.
 */
export function openOutcomes(learner: Learner, journeyId: JourneyId | undefined): number {
  const outbox = journeyId === undefined ? learner : learner.enrolments[journeyId]
  return outbox && isUnknown(outbox) && isAwaited(learner, journeyId) ? 1 : 0
}
