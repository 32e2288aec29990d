import { createHmac } from 'node:crypto'
import * as z from 'zod'

const AddressKey = z.object({ key: z.string().min(16) })

/**
 * Keyed hashes of addresses, of people and of networks, so that the table's keys tell nobody's address. With a key of
 * their own: rotating the keys of links must not lose anybody.
 * @param secret `{"key":"<random>"}`.
 */
export function addressHasher(secret: string) {
  const { key } = AddressKey.parse(JSON.parse(secret))
  const hash = (kind: string, text: string) =>
    createHmac('sha256', key).update(`${kind}:${text}`).digest('base64url').slice(0, 32)
  return {
    /** @param address normalised, see `contracts/email-address.ts`. */
    ofEmail: (address: string): string => hash('email', address),
    /** @param address an IPv4 address, or IPv6, of which the first 64 bits name the network. */
    ofNetwork: (address: string): string =>
      hash('network', address.includes(':') ? address.split(':').slice(0, 4).join(':') : address),
  }
}
export type AddressHasher = ReturnType<typeof addressHasher>
