import type { AccountEmailKind } from '../email-kinds.ts'
import { type Enrolment, isOver, isStillMailed, type Learner } from '../learner.ts'
import { without } from './fields.ts'

/** A learner's journeys, with those changed that are not over. */
export function everyRunning(
  learner: Learner,
  change: (enrolment: Enrolment) => Enrolment,
): Learner['enrolments'] {
  const entries = Object.entries(learner.enrolments)
  return Object.fromEntries(
    entries.map(([id, enrolment]) => [id, isOver(enrolment) ? enrolment : change(enrolment)]),
  )
}

/** The same, with those that are over and have a last email to come. */
export const everyMailed = (
  learner: Learner,
  change: (enrolment: Enrolment) => Enrolment,
): Learner['enrolments'] =>
  Object.fromEntries(
    Object.entries(learner.enrolments).map(([id, enrolment]) => [
      id,
      isStillMailed(enrolment) ? change(enrolment) : enrolment,
    ]),
  )

/** They, or somebody for them, want emails to come: what SES refused is tried anew. */
export const triedAnew = (learner: Learner): Learner => ({
  ...learner,
  enrolments: everyMailed(learner, enrolment =>
    enrolment.rejections === undefined ? enrolment : without(enrolment, 'rejections'),
  ),
})

/** Without the account emails of these kinds that wait. */
export const withoutAccountEmails = (learner: Learner, ...kinds: AccountEmailKind[]): Learner => ({
  ...learner,
  accountEmails: learner.accountEmails.filter(accountEmail => !kinds.includes(accountEmail.kind)),
})
