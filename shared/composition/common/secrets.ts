import { type AddressHasher, addressHasher } from '../../adapters/addresses.ts'
import { systemClock } from '../../adapters/clock.ts'
import { type LinkSigner, linkSigner, parseKeyRing } from '../../adapters/links.ts'
import type { Log } from '../../adapters/log.ts'
import { secretsWhenNeeded } from '../../adapters/secrets-when-needed.ts'

/*
 * Adapters that need a secret are promises: secrets are read at the first request and cached for minutes. Each is
 * separate, so that a bundle contains only those that it uses.
 */

type ReadSecret = ReturnType<typeof secretsWhenNeeded>

/** Reads secrets when they are needed, and caches them. */
export const secretReader = (log: Log): ReadSecret => secretsWhenNeeded(systemClock.now, log)

/**
 * The signer of links.
 * @param id the id of the secret with the keys
 * @returns a function that rejects if the secret cannot be read or is invalid
 */
export const signerOf = (read: ReadSecret, id: string) => async (): Promise<LinkSigner> =>
  linkSigner(parseKeyRing(await read(id)))

/**
 * The hasher of addresses.
 * @param id the id of the secret with the key
 * @returns a function that rejects if the secret cannot be read or is invalid
 */
export const hasherOf = (read: ReadSecret, id: string) => async (): Promise<AddressHasher> =>
  addressHasher(await read(id))
