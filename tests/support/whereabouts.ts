import type { Learner } from '../../shared/domain/learner.ts'

/**
 * Where somebody is, without moments and random ids, and all that they were emailed: what has to be the same in two
 * runs in which the same things happened to them.
 */
export function whereabouts(learner: Learner, emails: readonly unknown[]) {
  const { status, undeliverable, preferences, accountEmails, claim, enrolments } = learner
  return {
    status,
    undeliverable,
    preferences,
    accountEmails: accountEmails.map(({ kind }) => kind),
    isClaimed: claim !== undefined,
    journeys: Object.values(enrolments).map(one => ({
      phase: { ...one.phase, since: 0 },
      pausedBy: one.pausedBy,
      emailed: one.emailed,
      done: one.done,
      emails: one.emailCount,
      isClaimed: one.claim !== undefined,
    })),
    emails,
  }
}
