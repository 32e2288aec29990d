import * as z from 'zod/mini'
import { InvitationId } from '../contracts/invitation.ts'
import type { DomainEvent, EventAbout, EventOf, EventType } from '../domain/domain-event.ts'
import { day, minute } from '../domain/duration.ts'
import type { AccountEmailKind } from '../domain/email-kind-groups.ts'
import type { Learner } from '../domain/learner.ts'

/** An address that somebody had before a change, named by the occurrence of that change. */
const OldAddress = z.object({ occurrence: z.int(), email: z.string(), addressHash: z.string() })

/**
 * Where an account email that anybody can cause was asked from and goes to, each as a keyed hash: enough to hold down whoever
 * asks for too many of them.
 */
export const SignUpOrigin = z.object({
  network: z.string(),
  domain: z.string(),
  mailbox: z.optional(z.string()),
})
export type SignUpOrigin = z.infer<typeof SignUpOrigin>

/** What was filled in for a sign-up that waits for its confirmation, and is nobody's before. */
const RequestedDetails = z.object({
  /** As it was typed. */
  email: z.string(),
  firstName: z.optional(z.string()),
  role: z.optional(z.string()),
  origin: SignUpOrigin,
  /** The link of somebody else by which they came. It goes with the confirmation, so that nothing says who brought whom. */
  invitation: z.optional(InvitationId),
})
export type RequestedDetails = z.infer<typeof RequestedDetails>

/** For how long a link brings colleagues: a sheet hangs in a staff room for a year. */
export const invitationLife = 365 * day

/** The link by which somebody brings colleagues, and until when it is good. */
export const OwnInvitation = z.object({ id: InvitationId, until: z.int() })
export type OwnInvitation = z.infer<typeof OwnInvitation>

/** What is known of a person and is nobody else's business: never in events or logs. */
export const Details = z.object({
  email: z.string(),
  addressHash: z.string(),
  firstName: z.optional(z.string()),
  role: z.optional(z.string()),
  /** A new address that waits for its confirmation. */
  newEmail: z.optional(z.string()),
  newAddressHash: z.optional(z.string()),
  newOrigin: z.optional(SignUpOrigin),
  /** Of account emails on their way that anybody caused by an address and that leave nothing to confirm, by their kinds. */
  origins: z.optional(z.record(z.string(), SignUpOrigin)),
  /** Addresses from which a change can still be undone, oldest first. Nobody else can sign up with them meanwhile. */
  oldAddresses: z.optional(z.array(OldAddress)),
  /** Of sign-ups that wait for their confirmation, by their numbers. */
  requests: z.optional(z.record(z.string(), RequestedDetails)),
  /** The link by which they bring colleagues. */
  ownInvitation: z.optional(OwnInvitation),
})
export type Details = z.infer<typeof Details>

/**
 * The personal data of somebody who gave these.
 * @param addressHash the keyed hash of the normalised address.
 */
export function newDetails(
  given: { email: string; firstName?: string | undefined; role?: string | undefined },
  addressHash: string,
): Details {
  const { email, firstName, role } = given
  return { email, addressHash, ...(firstName && { firstName }), ...(role && { role }) }
}

/** With what was filled in for another sign-up. */
export const withRequested = (details: Details, number: number, requested: RequestedDetails): Details => ({
  ...details,
  requests: { ...details.requests, [number]: requested },
})

/** With where an account email was asked from that leaves nothing to confirm. */
export const withOrigin = (details: Details, kind: AccountEmailKind, origin: SignUpOrigin): Details => ({
  ...details,
  origins: { ...details.origins, [kind]: origin },
})

/**
 * What was filled in for the sign-up that they confirmed is theirs, beside what they had said before; of who joins another
 * journey nothing is.
 */
function confirmed(details: Details, { request, joins }: EventOf<'SignUpConfirmed'>): Details {
  const requested = details.requests?.[request]
  if (!requested || joins) return details
  const { origin: _origin, invitation: _invitation, ...own } = requested
  return { ...details, ...own }
}

/** Every address, as its keyed hash, that leads to the person with these. */
export const addressHashesOf = ({ addressHash, oldAddresses = [] }: Details): ReadonlySet<string> =>
  new Set([addressHash, ...oldAddresses.map(old => old.addressHash)])

/** The new address takes the place of the one before, which is kept for as long as the change can be undone. */
function addressChanged(details: Details, { occurrence }: EventOf<'AddressChanged'>): Details {
  const { newEmail, newAddressHash, newOrigin: _, oldAddresses = [], ...rest } = details
  if (!newEmail || !newAddressHash) return details
  const { email, addressHash } = rest
  return {
    ...rest,
    email: newEmail,
    addressHash: newAddressHash,
    oldAddresses: [...oldAddresses, { occurrence, email, addressHash }],
  }
}

function addressChangeUndone(details: Details, { occurrence }: EventOf<'AddressChangeUndone'>): Details {
  const { newEmail: _, newAddressHash: __, newOrigin: ___, ...rest } = details
  const old = details.oldAddresses?.find(one => one.occurrence === occurrence)
  return old ? { ...rest, email: old.email, addressHash: old.addressHash } : details
}

function withoutInvitation(details: Details): Details {
  const { ownInvitation: _, ...rest } = details
  return rest
}

/** Of a stop that is heard of late, after a restore: the link that was made since stays. */
function invitationStopped(details: Details, { at }: EventOf<'InvitationStopped'>): Details {
  const { ownInvitation } = details
  const isNewer = ownInvitation !== undefined && ownInvitation.until - invitationLife > at + minute
  return isNewer ? details : withoutInvitation(details)
}

const unchanged = (details: Details): Details => details

/** What each event about a person changes in what is known of them. */
const changes: {
  readonly [T in EventAbout<'person'>]: (details: Details, event: EventOf<T>) => Details
} = {
  SignUpRequested: unchanged,
  SignUpConfirmed: confirmed,
  LearnerImported: unchanged,
  JourneyImported: unchanged,
  AccountEmailRequested: unchanged,
  AccountEmailWithheld: unchanged,
  AccountEmailDeferred: unchanged,
  AccountEmailSent: unchanged,
  JourneyNotStarted: unchanged,
  EmailBounced: unchanged,
  EmailComplained: unchanged,
  PreferencesChanged: unchanged,
  SectorNamed: unchanged,
  DetailCorrected: unchanged,
  AddressChangeRequested: unchanged,
  AddressChanged: addressChanged,
  AddressChangeUndone: addressChangeUndone,
  OldAddressForgotten: unchanged,
  SignUpsForgotten: unchanged,
  Unsubscribed: withoutInvitation,
  LearnerSuppressed: unchanged,
  SuppressionLifted: unchanged,
  LearnerErased: unchanged,
  InvitationMade: unchanged,
  InvitationStopped: invitationStopped,
}

const after = (details: Details, event: DomainEvent): Details =>
  (changes as Partial<Record<EventType, (details: Details, event: DomainEvent) => Details>>)[event.type]?.(
    details,
    event,
  ) ?? details

/** Without the addresses to which nobody can go back any more. */
function withoutForgotten(details: Details, { addressUndos = [] }: Learner): Details {
  const { oldAddresses, ...rest } = details
  const kept = oldAddresses?.filter(old =>
    addressUndos.some(({ occurrence }) => occurrence === old.occurrence),
  )
  if (kept?.length === oldAddresses?.length) return details
  return kept && kept.length > 0 ? { ...rest, oldAddresses: kept } : rest
}

/** Without what was filled in for sign-ups that nobody can confirm any more. */
function withoutOver(details: Details, learner: Learner): Details {
  const { requests, ...rest } = details
  if (requests === undefined) return details
  const kept = Object.entries(requests).filter(([name]) =>
    learner.requests.some(({ number }) => number === Number(name)),
  )
  if (kept.length === Object.keys(requests).length) return details
  return kept.length > 0 ? { ...rest, requests: Object.fromEntries(kept) } : rest
}

/** Without where account emails were asked from that wait no more. */
function withoutSent(details: Details, { accountEmails }: Learner): Details {
  const { origins, ...rest } = details
  if (origins === undefined) return details
  const kept = Object.entries(origins).filter(([name]) => accountEmails.some(({ kind }) => kind === name))
  return kept.length > 0 ? { ...rest, origins: Object.fromEntries(kept) } : rest
}

/**
 * The personal data that go with a learner once these events have happened.
 * @param learner as they are by then.
 */
export const detailsAfter = (before: Details, events: readonly DomainEvent[], learner: Learner): Details =>
  withoutSent(withoutOver(withoutForgotten(events.reduce(after, before), learner), learner), learner)
