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

/** A form that is sent again within a minute counts as sent once; "Send it again" is a wish of its own. */
const samePress = minute

export const isSamePress = (moment: Instant, { at, isAgain }: Asked, within = samePress): boolean =>
  !isAgain && Math.abs(at - moment) < within

/** Whether an account email waits for its turn among those that strangers asked for: that holds up no owner of the mailbox. */
export const waitsBehindStrangers = (
  { dueAt, waitsFor }: PendingAccountEmail,
  { at, isOwner = false, lately }: Asked,
): boolean => isOwner && waitsFor === undefined && dueAt > at && !lately.includes(dueAt)

/**
 * Whether an account email of this kind is on its way, or one of any kind went there a moment ago.
 * @param within how long ago, in milliseconds: the mailbox does not know what went there.
 */
export const isAskedRecently = (
  learner: Learner,
  command: Asked,
  kind: AccountEmailKind,
  within?: number,
): boolean =>
  command.lately.some(moment => isSamePress(moment, command, within)) ||
  isOnItsWay(learner, one => one.kind === kind && !waitsBehindStrangers(one, command))

/** Why nothing at all may go to this address; undefined where something may. */
export function whyNothingGoes(
  learner: Learner,
  { at, askedAt = at, isOldAddress }: Asked,
): Reason | undefined {
  // This address was emailed about the change of address lately. Whoever reads it may be somebody else by now.
  if (isOldAddress) return 'old-address'
  // Handled in time it would have ended with everything else: nothing goes out after that.
  if (askedAt < (learner.endedAt ?? 0)) return 'ended-since'
  return learner.undeliverable && 'undeliverable'
}

/** Nothing goes out, and why is kept. */
export const withheld = (at: Instant, kind: AccountEmailKind, reason: Reason): Decision<'done'> => ({
  outcome: 'done',
  events: [{ type: 'AccountEmailWithheld', at, kind, reason }],
})
