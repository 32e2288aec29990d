import type { AddressHasher } from '../adapters/addresses.ts'
import { mailboxOf, normaliseAddress } from '../contracts/email-address.ts'
import { groupsOf } from '../domain/circles/groups-of.ts'
import type { LearnerId } from '../domain/ids.ts'
import { clearingWrite } from '../store/clearing.ts'
import type { Details } from '../store/details.ts'
import { type CommandDeps, executeCommand } from './execute-command.ts'

/**
 * Keyed hashes of an address and of its mailbox, which imports check. They are hashes of different kinds: an address
 * that is spelled like the mailbox may belong to another person, who was not erased.
 */
export const suppressionHashes = (addresses: AddressHasher, email: string): string[] => {
  const address = normaliseAddress(email)
  return [addresses.ofEmail(address), addresses.ofMailbox(mailboxOf(address))]
}

/** The suppression hashes of all addresses of a person, earlier ones included. */
export const suppressionOf = (addresses: AddressHasher, { email, oldAddresses = [] }: Details): string[] =>
  [email, ...oldAddresses.map(old => old.email)].flatMap(one => suppressionHashes(addresses, one))

/**
 * Erases a person for good: no replay, restore or import brings them back. They may sign up again themselves. Their
 * texts and their data in groups are deleted afterwards, within about a minute.
 */
export const erase = (deps: CommandDeps, addresses: AddressHasher, learnerId: LearnerId) =>
  executeCommand(deps, learnerId, { type: 'Erase' }, ({ details, learner }) => ({
    suppress: suppressionOf(addresses, details),
    also: [clearingWrite(learnerId, deps.clock.now(), groupsOf(learner))],
  }))
