import type { AccountEmailKind } from '../email-kind-groups.ts'
import { type Enrolment, isOver, isStillMailed } from '../enrolment.ts'
import type { Learner } from '../learner.ts'
import { without } from './fields.ts'

type Change = (enrolment: Enrolment) => Enrolment

const everyOne = (learner: Learner, isOne: (enrolment: Enrolment) => boolean, change: Change) =>
  Object.fromEntries(
    Object.entries(learner.enrolments).map(([id, one]) => [id, isOne(one) ? change(one) : one]),
  )

/** A learner's enrolments, with a change applied to those that are not over. */
export const mapRunning = (learner: Learner, change: Change): Learner['enrolments'] =>
  everyOne(learner, enrolment => !isOver(enrolment), change)

/** Like `mapRunning`, including enrolments that are over but still have a last email to come. */
export const mapStillMailed = (learner: Learner, change: Change): Learner['enrolments'] =>
  everyOne(learner, isStillMailed, change)

/** Clears SES's rejections, because the person or somebody for them wants emails to come. */
export const withoutRejections = (learner: Learner): Learner => ({
  ...learner,
  enrolments: mapStillMailed(learner, enrolment =>
    enrolment.rejections === undefined ? enrolment : without(enrolment, 'rejections'),
  ),
})

/** The learner without the waiting account emails of these kinds. */
export const withoutAccountEmails = (learner: Learner, ...kinds: AccountEmailKind[]): Learner => ({
  ...learner,
  accountEmails: learner.accountEmails.filter(accountEmail => !kinds.includes(accountEmail.kind)),
})
