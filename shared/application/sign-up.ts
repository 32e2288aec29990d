import type { AddressHasher } from '../adapters/addresses.ts'
import { mailboxOf, normaliseAddress } from '../contracts/email-address.ts'
import type { ConfirmationStore } from '../store/confirmations.ts'
import type { LimitStore } from '../store/limits.ts'
import { type AskedSignUp, type RequestDeps, requestSignUp } from './request-sign-up.ts'

/** What taking in a sign-up needs of the world. */
export interface SignUpDeps extends RequestDeps {
  addresses: AddressHasher
  limits: LimitStore
  confirmations: Pick<ConfirmationStore, 'isBraked'>
  /** Sign-ups that one network may make in an hour. */
  networkBudget: number
}

/** What somebody filled in. */
export interface SignUp extends Omit<AskedSignUp, 'hashes'> {
  /** The network address that the request came from; kept as a keyed hash. */
  network: string
}

/**
 * `accepted` says nothing about whether the address was known; nor does `accepted-slowly`, that emails like the one that
 * it asks for are slowed down, whoever it is.
 */
export type SignUpOutcome = 'accepted' | 'accepted-slowly' | 'network-busy' | 'no-such-journey'

/**
 * Takes in a sign-up: the same calls and the same answer whether the address is new, waits for its confirmation, takes
 * part, has left or cannot be reached. What it leads to comes by email.
 */
export async function signUp(deps: SignUpDeps, { network, ...filled }: SignUp): Promise<SignUpOutcome> {
  const { addresses, limits } = deps
  if (!(await deps.library.head(filled.journeyId))) return 'no-such-journey'
  const address = normaliseAddress(filled.email)
  const hashes = {
    address: addresses.ofEmail(address),
    mailbox: addresses.ofMailbox(mailboxOf(address)),
    domain: addresses.ofDomain(address),
    network: addresses.ofNetwork(network),
  }
  const at = deps.clock.now()
  if ((await limits.takeSignUp(hashes.network, at, deps.networkBudget)) === 'spent') return 'network-busy'
  await requestSignUp(deps, { ...filled, hashes })
  return (await deps.confirmations.isBraked(hashes, at)) ? 'accepted-slowly' : 'accepted'
}
