import { hour, minute, week } from './duration.ts'
import { hashOf } from './hash.ts'
import type { Instant } from './ids.ts'

/** An email that is later than this waits for the person's next preferred time. */
export const lateAfter = 3 * hour

/**
 * A claim older than this was left by a worker that died: longer than any function may run (Lambda allows 15 minutes,
 * delivery is given far less), so that nobody settles under a worker that still waits for its answer.
 */
export const claimExpiry = 5 * minute

/** When to look again at an email about a module that an operator has recalled. */
export const recallDelay = hour

/**
 * An email that SES has rejected so often is not tried again until somebody does something. Otherwise it would be
 * rejected for ever, and nobody would notice.
 */
export const maxRejections = 3

/** How long a change of address can be undone, once the old address was told; the old address is kept until then. */
export const undoPeriod = week

/** At most so many changes of address can be undone at one time; the next has to wait until one of them no longer can. */
export const maxUndos = 3

/** Changes a day through the link of one email: more than learners need, and few enough if somebody else has the email. */
export const maxPresses = 20

/** How long evidence is given to arrive: SES events are best effort and come within minutes. */
export const evidenceDelay = 15 * minute

/** How long to wait before looking for evidence again: as long as it has been, at most six hours. */
export const nextEvidenceLook = (unknownSince: Instant, at: Instant): Instant =>
  at + Math.min(6 * hour, Math.max(evidenceDelay, at - unknownSince))

/** Emails handed to SES, and those that SES spoke of, in the same minutes. */
export interface Evidence {
  sent: number
  seen: number
}

/** So many others make proof; after the first hours, when nothing else was sent, any will do. */
const enough = { atFirst: 5, later: 1, laterMeans: 6 * hour }

/**
 * Whether silence about one email proves that SES never had it: enough others of the same minutes are known, and at
 * least 99 % of them were spoken of. Emails of unknown outcome are not counted among the others.
 * @param age how long ago the email was claimed, in milliseconds.
 */
export function provesAbsence({ sent, seen }: Evidence, age: number): boolean {
  const min = age < enough.laterMeans ? enough.atFirst : enough.later
  return sent >= min && seen >= sent * 0.99
}

/** A steady share from 0 up to 1 of a person's id, to spread people who were held back together. */
export const shareOf = (id: string): number => hashOf(id) / 2 ** 32
