import type { AddressHasher } from '../adapters/addresses.ts'
import type { Clock } from '../adapters/clock.ts'
import type { Random } from '../adapters/random.ts'
import { type EmailAddress, mailboxOf, normaliseAddress } from '../contracts/email-address.ts'
import type { ConfirmationStore } from '../store/confirmations.ts'
import type { LimitStore } from '../store/limits.ts'
import type { ReceivedSignUp, ReceivedSignUpStore } from '../store/received-sign-ups.ts'
import type { JourneyLibrary } from './journey-library.ts'

/** What receiving a sign-up needs of the world. Nothing here knows a person, an address or a mailbox. */
export interface SignUpDeps {
  clock: Clock
  library: JourneyLibrary
  random: Pick<Random, 'learnerId' | 'epoch'>
  addresses: AddressHasher
  limits: LimitStore
  received: Pick<ReceivedSignUpStore, 'add'>
  confirmations: Pick<ConfirmationStore, 'isBraked'>
  /** Sign-ups that one network may make in an hour. */
  networkBudget: number
}

/** What somebody filled in. */
export interface SignUp extends Pick<ReceivedSignUp, 'preferences' | 'journeyId' | 'consent'> {
  email: EmailAddress
  firstName?: string | undefined
  role?: string | undefined
  sector?: ReceivedSignUp['sector']
  /** The token of a link that may lie in the mailbox of this address; opened only when the sign-up is handled. */
  link?: string | undefined
  /** The network address that the request came from; kept as a keyed hash. */
  network: string
}

/**
 * `accepted` says nothing about whether the address was known; nor does `accepted-slowly`, that emails like the one that
 * it asks for are slowed down, whoever it is.
 */
export type SignUpOutcome = 'accepted' | 'accepted-slowly' | 'network-busy' | 'no-such-journey'

function hashesOf({ addresses }: SignUpDeps, { email, network }: SignUp): ReceivedSignUp['hashes'] {
  const address = normaliseAddress(email)
  return {
    address: addresses.ofEmail(address),
    mailbox: addresses.ofMailbox(mailboxOf(address)),
    domain: addresses.ofDomain(address),
    network: addresses.ofNetwork(network),
  }
}

/**
 * Receives a sign-up: the same work and the same answer whether the address is new, waits for its confirmation, takes
 * part, has left, was erased or cannot be reached, since nobody looks. What it leads to is decided behind the answer, and
 * comes by email.
 */
export async function signUp(deps: SignUpDeps, filled: SignUp): Promise<SignUpOutcome> {
  if (!(await deps.library.head(filled.journeyId))) return 'no-such-journey'
  const hashes = hashesOf(deps, filled)
  const at = deps.clock.now()
  if ((await deps.limits.takeSignUp(hashes.network, at, deps.networkBudget)) === 'spent')
    return 'network-busy'
  const { email, firstName, role, sector, link, preferences, journeyId, consent } = filled
  await deps.received.add({
    id: deps.random.learnerId(),
    epoch: deps.random.epoch(),
    at,
    email,
    ...(firstName && { firstName }),
    ...(role && { role }),
    ...(sector && { sector }),
    ...(link && { link }),
    preferences,
    journeyId,
    consent,
    hashes,
  })
  return (await deps.confirmations.isBraked(hashes, at)) ? 'accepted-slowly' : 'accepted'
}
