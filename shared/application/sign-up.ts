import type { AddressHasher } from '../adapters/addresses.ts'
import type { Clock } from '../adapters/clock.ts'
import type { Random } from '../adapters/random.ts'
import { type EmailAddress, mailboxOf, normaliseAddress } from '../contracts/email-address.ts'
import type { InvitationId } from '../contracts/invitation.ts'
import type { Instant } from '../domain/ids.ts'
import type { ConfirmationStore } from '../store/confirmations.ts'
import type { InvitationStore } from '../store/invitations.ts'
import type { LimitStore } from '../store/limits.ts'
import {
  isSignUp,
  type Received,
  type ReceivedSignUp,
  type ReceivedSignUpStore,
  receivedWrite,
} from '../store/received-sign-ups.ts'
import {
  countRepeatRequest,
  type SentPage,
  type SentPageId,
  type SentPageStore,
} from '../store/sent-pages.ts'
import type { Table } from '../store/table.ts'
import type { JourneyLibrary } from './journey-library.ts'
import type { ShelfLibrary } from './reflections/shelf-library.ts'

/** Dependencies of receiving a sign-up. None of them can read a person, an address or a mailbox. */
export interface SignUpDeps {
  clock: Clock
  library: JourneyLibrary
  shelfLibrary: Pick<ShelfLibrary, 'shelf'>
  random: Pick<Random, 'learnerId' | 'epoch' | 'pageId'>
  addresses: AddressHasher
  limits: LimitStore
  received: Pick<ReceivedSignUpStore, 'add'>
  sentPages: SentPageStore
  table: Pick<Table, 'transact'>
  confirmations: Pick<ConfirmationStore, 'isBraked'>
  invitations: Pick<InvitationStore, 'find'>
  /** The sign-ups that one network may make in an hour. */
  networkBudget: number
}

interface Typed {
  email: EmailAddress
  /** The token of a link that may have been mailed to this address. It is opened only when the sign-up is handled. */
  link?: string | undefined
  /** The network address of the request; stored as a keyed hash. */
  network: string
}

/** What a person filled in to sign up. */
export interface SignUp extends Typed, Pick<ReceivedSignUp, 'preferences' | 'journeyId' | 'consent'> {
  firstName?: string | undefined
  role?: string | undefined
  sector?: ReceivedSignUp['sector']
  /** The colleague's invitation link by which they came. It is validated at the confirmation. */
  invitation?: InvitationId | undefined
}

/** A request for a private link to an address. */
export interface FindMe extends Typed {
  wants: 'private-link'
}

type Filled = SignUp | FindMe

/**
 * No outcome reveals whether the address is known. `accepted-slowly`: emails of this kind are slowed down for
 * everybody.
 */
export type SignUpOutcome = 'accepted' | 'accepted-slowly' | 'network-busy' | 'no-such-journey'

function hashesOf({ addresses }: SignUpDeps, { email, network }: Typed): Received['hashes'] {
  const address = normaliseAddress(email)
  return {
    address: addresses.ofEmail(address),
    mailbox: addresses.ofMailbox(mailboxOf(address)),
    domain: addresses.ofDomain(address),
    network: addresses.ofNetwork(network),
  }
}

/** Why the request is refused; undefined if it is accepted. */
async function rejection(
  { library, limits, networkBudget }: SignUpDeps,
  filled: Filled,
  { network }: Received['hashes'],
  at: Instant,
): Promise<'network-busy' | 'no-such-journey' | undefined> {
  if (isSignUp(filled) && !(await library.head(filled.journeyId))) return 'no-such-journey'
  return (await limits.takeSignUp(network, at, networkBudget)) === 'spent' ? 'network-busy' : undefined
}

/** Everything that was filled in, without absent or empty values. */
function filledIn(filled: Filled) {
  const { email, link } = filled
  const typed = { email, ...(link && { link }) }
  if (!isSignUp(filled)) return { ...typed, wants: filled.wants }
  const { firstName, role, sector, preferences, journeyId, consent, invitation } = filled
  return {
    ...typed,
    ...(firstName && { firstName }),
    ...(role && { role }),
    ...(sector && { sector }),
    preferences,
    journeyId,
    consent,
    ...(invitation && { invitation }),
  }
}

/** The row that is stored until the sign-up is handled. */
const receivedFrom = (
  { random }: SignUpDeps,
  filled: Filled,
  hashes: Received['hashes'],
  at: Instant,
): Received => ({ id: random.learnerId(), epoch: random.epoch(), at, ...filledIn(filled), hashes })

/**
 * Receives a sign-up or a request for a private link. Nothing about the address is looked up, so the work and the
 * answer are the same for everybody; the result comes by email.
 * @param pageId the page that shows what was filled in for an hour; absent if there is none.
 */
export async function receive(deps: SignUpDeps, filled: Filled, pageId?: SentPageId): Promise<SignUpOutcome> {
  const hashes = hashesOf(deps, filled)
  const at = deps.clock.now()
  const refused = await rejection(deps, filled, hashes, at)
  if (refused) return refused
  const isSlow = await deps.confirmations.isBraked(hashes, at)
  if (pageId) await deps.sentPages.add(pageId, { at, ...filledIn(filled), isSlow, again: 0 })
  await deps.received.add(receivedFrom(deps, filled, hashes, at))
  return isSlow ? 'accepted-slowly' : 'accepted'
}

/**
 * Receives the same request again. Its email goes out as the limits of the mailbox allow. Pressing the button of one
 * page view several times counts once.
 * @param page the page as shown, with the number of requests by then.
 */
export async function receiveAgain(
  deps: SignUpDeps,
  id: SentPageId,
  page: SentPage,
  network: string,
): Promise<'asked' | 'asked-before' | 'network-busy' | 'no-such-journey'> {
  const filled = { ...page, network }
  const hashes = hashesOf(deps, filled)
  const at = deps.clock.now()
  const refused = await rejection(deps, filled, hashes, at)
  if (refused) return refused
  const received = { ...receivedFrom(deps, filled, hashes, at), isAgain: true }
  const written = await deps.table.transact([countRepeatRequest(id, page), receivedWrite(received)])
  return written.is === 'written' ? 'asked' : 'asked-before'
}
