import { createHmac } from 'node:crypto'
import * as z from 'zod/mini'

const AddressKey = z.object({ key: z.string().check(z.minLength(16)) })

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
    /** @param address normalised: what stands behind its @. */
    ofDomain: (address: string): string => hash('domain', address.slice(address.lastIndexOf('@') + 1)),
    /** @param mailbox see `contracts/mailbox.ts`. */
    ofMailbox: (mailbox: string): string => hash('mailbox', mailbox),
    /** @param address an IPv4 address, or IPv6, of which the first 48 bits name the network. */
    ofNetwork: (address: string): string =>
      hash('network', address.includes(':') ? siteOf(address) : address),
  }
}

/**
 * How many of an IPv6 address's eight groups name a network, for every limit alike. A site gets 48 to 56 bits, so that it has
 * 256 to 65,536 subnets of 64 bits (RFC 6177): whoever counted by 64 would take each of them for a network of its own.
 */
const groupsOfSite = 3

/** The first of an IPv6 address's groups, however it is written: `2001:db8::1` is `2001:db8:0`. */
function siteOf(address: string): string {
  const [before = [], after = []] = address.split('::').map(part => part.split(':').filter(Boolean))
  const zeros = Array(Math.max(0, 8 - before.length - after.length)).fill('0')
  const groups = [...before, ...zeros, ...after].slice(0, groupsOfSite)
  return groups.map(group => Number.parseInt(group, 16).toString(16)).join(':')
}
export type AddressHasher = ReturnType<typeof addressHasher>
