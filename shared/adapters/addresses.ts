import { createHmac } from 'node:crypto'
import * as z from 'zod/mini'

const AddressKey = z.object({ key: z.string().check(z.minLength(16)) })

/**
 * Keyed hashes of addresses, people and networks, so that the table's keys reveal no address. The key is separate
 * from those of links, so that rotating those loses nobody.
 * @param secret `{"key":"<random>"}`.
 */
export function addressHasher(secret: string) {
  const { key } = AddressKey.parse(JSON.parse(secret))
  const hash = (kind: string, text: string) =>
    createHmac('sha256', key).update(`${kind}:${text}`).digest('base64url').slice(0, 32)
  return {
    /** @param address normalised, see `contracts/email-address.ts`. */
    ofEmail: (address: string): string => hash('email', address),
    /** @param address normalised; the domain is the part after the @. */
    ofDomain: (address: string): string => hash('domain', address.slice(address.lastIndexOf('@') + 1)),
    /** @param mailbox see `mailboxOf` in `contracts/email-address.ts`. */
    ofMailbox: (mailbox: string): string => hash('mailbox', mailbox),
    /** @param address IPv4, or IPv6, whose first 48 bits identify the network. */
    ofNetwork: (address: string): string =>
      hash('network', address.includes(':') ? siteOf(address) : address),
  }
}

/**
 * How many of an IPv6 address's eight groups identify a network, for every limit. A site gets 48 to 56 bits, that is
 * 256 to 65,536 subnets of 64 bits (RFC 6177), and could evade limits counted by 64 bits.
 */
const groupsOfSite = 3

/** The first groups of an IPv6 address in canonical form: `2001:db8::1` gives `2001:db8:0`. */
function siteOf(address: string): string {
  const [before = [], after = []] = address.split('::').map(part => part.split(':').filter(Boolean))
  const zeros = Array(Math.max(0, 8 - before.length - after.length)).fill('0')
  const groups = [...before, ...zeros, ...after].slice(0, groupsOfSite)
  return groups.map(group => Number.parseInt(group, 16).toString(16)).join(':')
}
export type AddressHasher = ReturnType<typeof addressHasher>
