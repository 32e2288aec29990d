import * as z from 'zod/mini'
import { InvitationId } from '../contracts/invitation.ts'
import type { DomainEvent, EventAbout, EventOf, EventType } from '../domain/domain-event.ts'
import { day, minute } from '../domain/duration.ts'
import type { AccountEmailKind } from '../domain/email-kind-groups.ts'
import type { Learner } from '../domain/learner.ts'

/** A former address, identified by the occurrence of the change that replaced it. */
const OldAddress = z.object({ occurrence: z.int(), email: z.string(), addressHash: z.string() })

/**
 * The origin of an account email that anybody can cause: keyed hashes of the requesting network and of the target
 * domain and mailbox. Used to slow down whoever causes too many.
 */
export const SignUpOrigin = z.object({
  network: z.string(),
  domain: z.string(),
  mailbox: z.optional(z.string()),
})
export type SignUpOrigin = z.infer<typeof SignUpOrigin>

/** What was filled in for an unconfirmed sign-up. It belongs to nobody until then. */
const RequestedDetails = z.object({
  /** As it was typed. */
  email: z.string(),
  firstName: z.optional(z.string()),
  role: z.optional(z.string()),
  origin: SignUpOrigin,
  /**
   * The colleague's invitation link by which they came. Deleted at the confirmation, so that nothing records who
   * invited whom.
   */
  invitation: z.optional(InvitationId),
})
export type RequestedDetails = z.infer<typeof RequestedDetails>

/** How long an invitation link is valid, in milliseconds. A printed sheet may hang in a staff room for a year. */
export const invitationLife = 365 * day

/** The learner's own invitation link, and until when it is valid. */
export const OwnInvitation = z.object({ id: InvitationId, until: z.int() })
export type OwnInvitation = z.infer<typeof OwnInvitation>

/** Personal data of a learner. Never in events or logs. */
export const Details = z.object({
  email: z.string(),
  addressHash: z.string(),
  firstName: z.optional(z.string()),
  role: z.optional(z.string()),
  /** A new address that waits for its confirmation. */
  newEmail: z.optional(z.string()),
  newAddressHash: z.optional(z.string()),
  newOrigin: z.optional(SignUpOrigin),
  /** Origins of waiting account emails that leave nothing to confirm, by kind. */
  origins: z.optional(z.record(z.string(), SignUpOrigin)),
  /**
   * Former addresses to which a change can still be undone, oldest first. Nobody else can sign up with them
   * meanwhile.
   */
  oldAddresses: z.optional(z.array(OldAddress)),
  /** Details of unconfirmed sign-ups, by number. */
  requests: z.optional(z.record(z.string(), RequestedDetails)),
  /** The learner's own invitation link. */
  ownInvitation: z.optional(OwnInvitation),
})
export type Details = z.infer<typeof Details>

/**
 * New personal data.
 * @param addressHash the keyed hash of the normalised address.
 */
export function newDetails(
  given: { email: string; firstName?: string | undefined; role?: string | undefined },
  addressHash: string,
): Details {
  const { email, firstName, role } = given
  return { email, addressHash, ...(firstName && { firstName }), ...(role && { role }) }
}

/** Adds what was filled in for another sign-up. */
export const withRequested = (details: Details, number: number, requested: RequestedDetails): Details => ({
  ...details,
  requests: { ...details.requests, [number]: requested },
})

/** Adds the origin of an account email that leaves nothing to confirm. */
export const withOrigin = (details: Details, kind: AccountEmailKind, origin: SignUpOrigin): Details => ({
  ...details,
  origins: { ...details.origins, [kind]: origin },
})

/**
 * Takes over what was filled in with the confirmed sign-up, beside earlier values; nothing if it only joins another
 * journey.
 */
function confirmed(details: Details, { request, joins }: EventOf<'SignUpConfirmed'>): Details {
  const requested = details.requests?.[request]
  if (!requested || joins) return details
  const { origin: _origin, invitation: _invitation, ...own } = requested
  return { ...details, ...own }
}

/** The keyed hashes of all addresses that lead to this person. */
export const addressHashesOf = ({ addressHash, oldAddresses = [] }: Details): ReadonlySet<string> =>
  new Set([addressHash, ...oldAddresses.map(old => old.addressHash)])

/** Replaces the address; the old one is kept while the change can be undone. */
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

/** Removes the invitation link, unless it was made after this stop, which may be published late after a restore. */
function invitationStopped(details: Details, { at }: EventOf<'InvitationStopped'>): Details {
  const { ownInvitation } = details
  const isNewer = ownInvitation !== undefined && ownInvitation.until - invitationLife > at + minute
  return isNewer ? details : withoutInvitation(details)
}

const unchanged = (details: Details): Details => details

/** How each event changes the personal data. */
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

/** Removes addresses to which a change can no longer be undone. */
function withoutForgotten(details: Details, { addressUndos = [] }: Learner): Details {
  const { oldAddresses, ...rest } = details
  const kept = oldAddresses?.filter(old =>
    addressUndos.some(({ occurrence }) => occurrence === old.occurrence),
  )
  if (kept?.length === oldAddresses?.length) return details
  return kept && kept.length > 0 ? { ...rest, oldAddresses: kept } : rest
}

/** Removes details of sign-ups that can no longer be confirmed. */
function withoutOver(details: Details, learner: Learner): Details {
  const { requests, ...rest } = details
  if (requests === undefined) return details
  const kept = Object.entries(requests).filter(([name]) =>
    learner.requests.some(({ number }) => number === Number(name)),
  )
  if (kept.length === Object.keys(requests).length) return details
  return kept.length > 0 ? { ...rest, requests: Object.fromEntries(kept) } : rest
}

/** Removes origins of account emails that no longer wait. */
function withoutSent(details: Details, { accountEmails }: Learner): Details {
  const { origins, ...rest } = details
  if (origins === undefined) return details
  const kept = Object.entries(origins).filter(([name]) => accountEmails.some(({ kind }) => kind === name))
  return kept.length > 0 ? { ...rest, origins: Object.fromEntries(kept) } : rest
}

/**
 * The personal data after these events.
 * @param learner the state after them.
 */
export const detailsAfter = (before: Details, events: readonly DomainEvent[], learner: Learner): Details =>
  withoutSent(withoutOver(withoutForgotten(events.reduce(after, before), learner), learner), learner)
