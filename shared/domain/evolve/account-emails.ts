import type { EventOf } from '../domain-event.ts'
import { week } from '../duration.ts'
import { parseEmailId } from '../email-id.ts'
import type { AccountEmailKind } from '../email-kind-groups.ts'
import { emailKinds } from '../email-kinds.ts'
import {
  claimedAccountEmail,
  type Learner,
  type PendingAccountEmail,
  requestLeftBy,
  requestOf,
  turnOf,
} from '../learner.ts'
import { type EmailTrouble, isGivenUp, withClaim, withRejection, withTrouble } from '../outbox.ts'
import type { RequestedSignUp } from '../requested-sign-up.ts'
import { oldAddressTold } from './address.ts'
import { without } from './fields.ts'
import { withoutAccountEmails, withoutRejections } from './parts-of-learner.ts'

/** How long a requested account email counts as recent, in milliseconds. */
const recent = week

/** Adds a waiting account email. */
export function accountEmailRequested(learner: Learner, event: EventOf<'AccountEmailRequested'>): Learner {
  const { kind, occurrence, at, dueAt = at, mailedAt, about, request } = event
  const waits = { kind, occurrence, dueAt, ...(about !== undefined && { about }) }
  return {
    ...(kind === 'already-with-us' ? withoutRejections(learner) : learner),
    accountEmails: [...accountEmailsBeside(learner, kind), waits],
    emailCount: occurrence + 1,
    ...(request !== undefined && {
      requests: mailedAs(
        learner.requests,
        learner.requests.find(one => one.number === request),
        occurrence,
      ),
    }),
    ...(emailKinds[kind].isDelicate && {
      linksAsked: [...learner.linksAsked.filter(before => before > at - recent), at],
    }),
    ...(mailedAt !== undefined && { linksAskedFrom: Math.max(mailedAt, learner.linksAskedFrom ?? 0) }),
  }
}

/**
 * Emails that a new one does not replace: each old address gets its own notice, and each sign-up its own
 * confirmation.
 */
const accountEmailsBeside = (learner: Learner, kind: AccountEmailKind): Learner['accountEmails'] =>
  emailKinds[kind].askedAgain === 'goes-beside'
    ? learner.accountEmails
    : withoutAccountEmails(learner, kind).accountEmails

const isAbout = (
  { kind, occurrence }: PendingAccountEmail,
  event: EventOf<'AccountEmailDeferred' | 'AccountEmailSent'>,
): boolean => kind === event.kind && occurrence === event.occurrence

/** An email that missed its turn gets a new one; any other keeps its turn. */
function later(
  one: PendingAccountEmail,
  { reason, dueAt }: EventOf<'AccountEmailDeferred'>,
): PendingAccountEmail {
  const { waitsFor: _, turn = one.dueAt, ...rest } = one
  return reason === 'mailbox-busy' ? { ...rest, dueAt } : { ...rest, dueAt, waitsFor: reason, turn }
}

/** Defers an account email. */
export const accountEmailDeferred = (learner: Learner, event: EventOf<'AccountEmailDeferred'>): Learner => ({
  ...learner,
  accountEmails: learner.accountEmails.map(one => (isAbout(one, event) ? later(one, event) : one)),
})

/** Records that an account email was sent. */
export const accountEmailSent = (learner: Learner, event: EventOf<'AccountEmailSent'>): Learner => ({
  ...oldAddressTold(without(learner, 'claim'), event),
  accountEmails: learner.accountEmails.filter(one => !isAbout(one, event)),
})

/** Puts an account email in flight. An earlier claim is given up: its email does not go out again. */
export function accountEmailClaimed(learner: Learner, event: EventOf<'EmailClaimed'>): Learner {
  const before = claimedAccountEmail(learner)
  return {
    ...withClaim(learner, event),
    accountEmails: learner.accountEmails.filter(one => one !== before),
  }
}

/** Moves sign-ups, address changes and their undo periods to the email that replaces this one. */
const waitingFor = (learner: Learner, before: PendingAccountEmail, occurrence: number): Partial<Learner> => ({
  requests: mailedAs(learner.requests, requestOf(learner, before), occurrence),
  ...(before.kind === 'confirm-address' && { addressChange: occurrence }),
  ...(learner.addressUndos && {
    addressUndos: learner.addressUndos.map(undo =>
      undo.accountEmail === before.occurrence ? { ...undo, accountEmail: occurrence } : undo,
    ),
  }),
})

/** The sign-ups, with the latest account email recorded for one of them. */
const mailedAs = (
  requests: Learner['requests'],
  of: RequestedSignUp | undefined,
  accountEmail: number,
): Learner['requests'] => requests.map(request => (request === of ? { ...request, accountEmail } : request))

/** What waits after the email in flight failed for good: the same email with a new number, or nothing. */
function again(learner: Learner, event: EventOf<'EmailFailed' | 'EmailAbsenceProven'>): Partial<Learner> {
  const before = claimedAccountEmail(learner)
  if (!before) return {}
  const { kind, rejections, about } = before
  const { emailCount: occurrence } = learner
  const waits = {
    kind,
    occurrence,
    turn: turnOf(before),
    ...(about !== undefined && { about }),
    ...(rejections !== undefined && { rejections }),
  }
  const next =
    event.type === 'EmailFailed'
      ? { ...withRejection(waits, event), dueAt: event.dueAt ?? event.at }
      : { ...waits, dueAt: event.at }
  const others = learner.accountEmails.filter(one => one !== before)
  return {
    accountEmails: isGivenUp(next) ? others : [...others, next],
    ...waitingFor(learner, before, occurrence),
  }
}

/** Records a problem with an account email. */
export function troubleWithAccountEmail(learner: Learner, event: EmailTrouble): Learner {
  const { claim } = learner
  if (event.type === 'EmailFailed' && claim?.email.id !== event.emailId)
    return confirmationFailed(learner, event)
  if (!claim) return learner
  const after = withTrouble(learner, claim, event)
  return event.type === 'EmailFailed' || event.type === 'EmailAbsenceProven'
    ? { ...after, ...again(learner, event) }
    : after
}

/** SES accepted the confirmation and failed to deliver it: it waits again. */
function confirmationFailed(learner: Learner, event: EventOf<'EmailFailed'>): Learner {
  const failed = parseEmailId(event.emailId)
  const request = failed && requestLeftBy(learner, failed)
  if (!request) return learner
  const occurrence = learner.emailCount
  const kind = failed.kind === 'join' ? ('join' as const) : ('confirm' as const)
  const accountEmail = { kind, occurrence, dueAt: event.dueAt ?? event.at, turn: request.at }
  return {
    ...learner,
    requests: mailedAs(learner.requests, request, occurrence),
    accountEmails: [...learner.accountEmails, accountEmail],
    emailCount: occurrence + 1,
  }
}
