import {
  accountEmailDueAt,
  claimedAccountEmail,
  type Enrolment,
  enrolmentDueAt,
  type Learner,
} from './learner.ts'

/** Whether this enrolment waits to find out if its email went out. Who has left waits for nothing. */
const isOpen = (learner: Learner, enrolment: Enrolment): boolean =>
  enrolment.claim?.unknownSince !== undefined && enrolmentDueAt(learner, enrolment) !== undefined

/** How many emails of a journey to this person are held, because nobody knows whether they went out: 0 or 1. */
export function openOutcomes(learner: Learner, journeyId: string): number {
  const enrolment = learner.enrolments[journeyId]
  return enrolment && isOpen(learner, enrolment) ? 1 : 0
}

/** The same for account emails about the sign-up. */
export function openAccountEmailOutcomes(learner: Learner): number {
  const awaited = claimedAccountEmail(learner) !== undefined && accountEmailDueAt(learner) !== undefined
  return awaited && learner.claim?.unknownSince !== undefined ? 1 : 0
}
