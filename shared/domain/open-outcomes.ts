import { accountEmailDueAt, enrolmentDueAt } from './due.ts'
import type { JourneyId } from './ids.ts'
import { claimedAccountEmail, type Learner } from './learner.ts'
import { isUnknown } from './outbox.ts'

/** Whether anybody waits for what is on its way. Who has left waits for nothing. */
function isAwaited(learner: Learner, journeyId: JourneyId | undefined): boolean {
  if (journeyId === undefined)
    return claimedAccountEmail(learner) !== undefined && accountEmailDueAt(learner) !== undefined
  const enrolment = learner.enrolments[journeyId]
  return enrolment !== undefined && enrolmentDueAt(learner, enrolment) !== undefined
}

/**
 * How many emails to this person are held, because nobody knows whether they went out: 0 or 1.
 * @param journeyId of which journey; without one, account emails.
 */
export function openOutcomes(learner: Learner, journeyId: JourneyId | undefined): number {
  const outbox = journeyId === undefined ? learner : learner.enrolments[journeyId]
  return outbox && isUnknown(outbox) && isAwaited(learner, journeyId) ? 1 : 0
}
