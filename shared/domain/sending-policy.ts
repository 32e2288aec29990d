import { hour, minute, week } from './duration.ts'
import { hashOf } from './hash.ts'
import type { Instant } from './ids.ts'

/** An email that is later than this, in milliseconds, waits for the person's next preferred time. */
export const lateAfter = 3 * hour

/**
 * A claim older than this, in milliseconds, was left by a worker that died. It exceeds the time limit of every
 * function that sends (Lambda allows 15 minutes, delivery much less), so that a claim is never settled while its
 * worker still waits for SES.
 */
export const claimExpiry = 5 * minute

/** How long an email about a recalled module is deferred, in milliseconds. */
export const recallDelay = hour

/**
 * Rejections by SES after which an email is not retried until somebody acts. Otherwise it would be rejected for ever,
 * and nobody would notice.
 */
export const maxRejections = 3

/**
 * How long a change of address can be undone, in milliseconds from the notice to the old address, which is kept until
 * then.
 */
export const undoPeriod = week

/**
 * The most changes of address that can be undone at one time. The next change has to wait until one of them has
 * expired.
 */
export const maxUndos = 3

/**
 * The most changes a day through the link of one email: more than a learner needs, and few if somebody else has the
 * email.
 */
export const maxPresses = 20

/** How long to wait for evidence, in milliseconds. SES events are best effort and come within minutes. */
export const evidenceDelay = 15 * minute

/** When to look for evidence again: the wait doubles each time, up to six hours. */
export const nextEvidenceLook = (unknownSince: Instant, at: Instant): Instant =>
  at + Math.min(6 * hour, Math.max(evidenceDelay, at - unknownSince))

/** The number of emails handed to SES, and of those that SES reported, in the same minutes. */
export interface Evidence {
  sent: number
  seen: number
}

/**
 * How many other emails of the same minutes prove an absence: `atFirst`, or `later` once the claim is `laterMeans`
 * milliseconds old. If little else was sent in those minutes, more emails will not come.
 */
const enough = { atFirst: 5, later: 1, laterMeans: 6 * hour }

/**
 * Whether silence about one email proves that SES never had it: enough other emails of the same minutes are known,
 * and SES reported at least 99 % of them. Other emails with an unknown outcome are not counted.
 * @param age how long ago the email was claimed, in milliseconds.
 */
export function provesAbsence({ sent, seen }: Evidence, age: number): boolean {
  const min = age < enough.laterMeans ? enough.atFirst : enough.later
  return sent >= min && seen >= sent * 0.99
}

/** A constant share from 0 up to but not including 1 of a person's id, to spread people who were held back together. */
export const shareOf = (id: string): number => hashOf(id) / 2 ** 32
