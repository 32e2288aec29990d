import type { ByAddress } from '../commands.ts'
import type { Decision } from '../decision.ts'
import type { EventOf } from '../domain-event.ts'
import { minute } from '../duration.ts'
import type { AccountEmailKind } from '../email-kind-groups.ts'
import type { Instant } from '../ids.ts'
import type { Learner, PendingAccountEmail } from '../learner.ts'
import { isOnItsWay } from './account-emails.ts'

type Asked = ByAddress & { at: Instant }
type Reason = EventOf<'AccountEmailWithheld'>['reason']

/** A form sent again within this time, in milliseconds, counts once. "Send it again" always counts. */
const samePress = minute

/**
 * Whether a request comes within this time of an earlier one and so counts as the same.
 * @param within in milliseconds
 */
export const isSamePress = (moment: Instant, { at, isAgain }: Asked, within = samePress): boolean =>
  !isAgain && Math.abs(at - moment) < within

/** Whether an account email waits for its turn behind requests by strangers. It must not delay the mailbox's owner. */
export const waitsBehindStrangers = (
  { dueAt, waitsFor }: PendingAccountEmail,
  { at, isOwner = false, lately }: Asked,
): boolean => isOwner && waitsFor === undefined && dueAt > at && !lately.includes(dueAt)

/**
 * Whether an account email of this kind is in flight, or one of any kind went out a moment ago.
 * @param within how long ago counts as a moment, in milliseconds. The mailbox's bucket does not know the kind.
 */
export const isAskedRecently = (
  learner: Learner,
  command: Asked,
  kind: AccountEmailKind,
  within?: number,
): boolean =>
  command.lately.some(moment => isSamePress(moment, command, within)) ||
  isOnItsWay(learner, one => one.kind === kind && !waitsBehindStrangers(one, command))

/** Why nothing at all may go to this address; undefined if something may. */
export function reasonToWithhold(
  learner: Learner,
  { at, askedAt = at, isOldAddress }: Asked,
): Reason | undefined {
  // This address was recently emailed about a change of address. Its reader may be another person by now.
  if (isOldAddress) return 'old-address'
  // Handled at once, the request would have ended when the learner left or was suppressed. So nothing goes out now.
  if (askedAt < (learner.endedAt ?? 0)) return 'ended-since'
  return learner.undeliverable && 'undeliverable'
}

/** Records why no email goes out. */
export const withheld = (at: Instant, kind: AccountEmailKind, reason: Reason): Decision<'done'> => ({
  outcome: 'done',
  events: [{ type: 'AccountEmailWithheld', at, kind, reason }],
})
