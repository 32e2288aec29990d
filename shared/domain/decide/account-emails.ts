import { nextAccountEmailAt } from '../account-email-allowance.ts'
import type { CommandOf } from '../commands.ts'
import { type Decision, nothing } from '../decision.ts'
import type { EventOf } from '../domain-event.ts'
import { accountEmailDueAt } from '../due.ts'
import { day } from '../duration.ts'
import type { AccountEmailKind } from '../email-kind-groups.ts'
import type { Instant } from '../ids.ts'
import { claimedAccountEmail, isReachable, type Learner, type PendingAccountEmail } from '../learner.ts'
import { claimEmail, isUnknown, whileClaimed } from '../outbox.ts'
import { maxUndos } from '../sending-policy.ts'

/**
 * Whether a learner may ask for another link to sensitive actions. Five a day, in case somebody else holds a
 * forwarded email. One more is allowed from an email newer than any used so far: the owner has such an email, because
 * every link comes by email.
 */
const mayAskForLink = (
  { linksAsked, linksAskedFrom = Number.POSITIVE_INFINITY }: Learner,
  at: Instant,
  mailedAt = 0,
): boolean => linksAsked.filter(before => before > at - day).length < 5 || mailedAt > linksAskedFrom

/** An account email that anybody can cause, in the turn that its mailbox allows; no event if that would be too late. */
export function accountEmailInTurn(
  { emailCount: occurrence }: Learner,
  kind: AccountEmailKind,
  at: Instant,
  lately: readonly Instant[],
): EventOf<'AccountEmailRequested'> | undefined {
  const dueAt = nextAccountEmailAt(lately, at)
  return dueAt === undefined
    ? undefined
    : { type: 'AccountEmailRequested', at, kind, occurrence, ...(dueAt > at && { dueAt }) }
}

/**
 * Whether such an account email is about to go out. One with an unknown outcome does not count, since it may never
 * have arrived.
 */
export function isOnItsWay(learner: Learner, is: (accountEmail: PendingAccountEmail) => boolean): boolean {
  const accountEmail = learner.accountEmails.find(is)
  return accountEmail !== undefined && !(isUnknown(learner) && accountEmail === claimedAccountEmail(learner))
}

/** Mails a link to sensitive actions. They are mailed on request only, because other emails get forwarded. */
export function requestAccountEmail(
  learner: Learner,
  command: CommandOf<'RequestAccountEmail'>,
): Decision<'done' | 'done-before' | 'too-often' | 'mailbox-full' | 'moved-often' | 'not-a-learner'> {
  const { at, kind, mailedAt, lately = [] } = command
  if (!isReachable(learner)) return nothing('not-a-learner')
  if (isOnItsWay(learner, accountEmail => accountEmail.kind === kind)) return nothing('done-before')
  if (kind === 'confirm-address' && (learner.addressUndos ?? []).length >= maxUndos)
    return nothing('moved-often')
  if (!mayAskForLink(learner, at, mailedAt)) return nothing('too-often')
  const accountEmail = accountEmailInTurn(learner, kind, at, kind === 'confirm-address' ? lately : [])
  if (!accountEmail) return nothing('mailbox-full')
  const asked = { ...accountEmail, ...(mailedAt !== undefined && { mailedAt }) }
  if (kind === 'private-link') return { outcome: 'done', events: [asked] }
  const { occurrence } = accountEmail
  return { outcome: 'done', events: [{ type: 'AddressChangeRequested', at, occurrence }, asked] }
}

/** Tells a learner that they were removed from circles. The email never says who reported them, if anybody did. */
export function notifyRemoved(
  learner: Learner,
  { at }: CommandOf<'NotifyRemoved'>,
): Decision<'done' | 'done-before' | 'not-a-learner'> {
  const kind = 'circles-removed' as const
  if (!isReachable(learner)) return nothing('not-a-learner')
  if (isOnItsWay(learner, one => one.kind === kind)) return nothing('done-before')
  const { emailCount: occurrence } = learner
  return { outcome: 'done', events: [{ type: 'AccountEmailRequested', at, kind, occurrence }] }
}

/**
 * Claims an account email that is due; at most one is in flight. One with an unknown outcome is given up when another
 * waits, so that the person who asked does not wait for evidence about the earlier one.
 */
export function deliverAccountEmail(
  learner: Learner,
  command: Omit<CommandOf<'DeliverDue'>, 'journeyId'>,
): Decision {
  const { at } = command
  const { claim } = learner
  const dueAt = accountEmailDueAt(learner)
  if (dueAt === undefined || dueAt > at) return nothing('nothing-due')
  const awaited = claimedAccountEmail(learner)
  const meanwhile = claim && whileClaimed(claim, at, {})
  if (meanwhile?.outcome === 'in-flight') return meanwhile
  if (awaited && meanwhile?.outcome === 'rescheduled') return meanwhile
  const next = learner.accountEmails.find(one => one !== awaited && one.dueAt <= at)
  if (!next) return nothing('needs-evidence')
  return claimEmail(learner, command, { kind: next.kind, occurrence: next.occurrence })
}

/** Defers a due account email until its turn. One in flight, or already sent, is left alone. */
export function deferAccountEmail(learner: Learner, command: CommandOf<'DeferAccountEmail'>): Decision {
  const { at, occurrence, reason, until } = command
  const accountEmail = learner.accountEmails.find(one => one.occurrence === occurrence)
  if (!accountEmail || accountEmail === claimedAccountEmail(learner)) return nothing('nothing-due')
  const { kind } = accountEmail
  return {
    outcome: 'rescheduled',
    events: [{ type: 'AccountEmailDeferred', at, kind, occurrence, reason, dueAt: until }],
  }
}
