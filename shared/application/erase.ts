import type { AddressHasher } from '../adapters/addresses.ts'
import { mailboxOf, normaliseAddress } from '../contracts/email-address.ts'
import { groupsOf } from '../domain/circles/groups-of.ts'
import type { LearnerId } from '../domain/ids.ts'
import { clearingWrite } from '../store/clearing.ts'
import type { Details } from '../store/details.ts'
import { type CommandDeps, executeCommand } from './execute-command.ts'

/**
 * Keyed hashes of an address and of its mailbox: what an import is held against. Each of a kind of its own, since an address
 * that is spelled like the mailbox may be somebody else's, who was not erased.
 */
export const suppressionHashes = (addresses: AddressHasher, email: string): string[] => {
  const address = normaliseAddress(email)
  return [addresses.ofEmail(address), addresses.ofMailbox(mailboxOf(address))]
}

/** The same for every address that somebody has. */
export const suppressionOf = (addresses: AddressHasher, { email, oldAddresses = [] }: Details): string[] =>
  [email, ...oldAddresses.map(old => old.email)].flatMap(one => suppressionHashes(addresses, one))

/**
 * Erases somebody for good: no replay, no restored table and no import brings them back. They themselves can come back. What
 * they wrote, and what they showed of themselves in groups, goes behind it, within about a minute.
 */
export const erase = (deps: CommandDeps, addresses: AddressHasher, learnerId: LearnerId) =>
  executeCommand(deps, learnerId, { type: 'Erase' }, ({ details, learner }) => ({
    suppress: suppressionOf(addresses, details),
    also: [clearingWrite(learnerId, deps.clock.now(), groupsOf(learner))],
  }))
