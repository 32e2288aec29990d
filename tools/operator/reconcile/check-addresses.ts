import type { Instant } from '../../../shared/domain/ids.ts'
import { addressHashesOf, Details } from '../../../shared/store/details.ts'
import type { Somebody } from '../../../shared/store/everybody.ts'
import { addressKey, isProfile, profileKey } from '../../../shared/store/keys.ts'
import type { Partition } from '../../../shared/store/scan.ts'
import type { Item } from '../../../shared/store/table.ts'
import type { OperatorDeps } from '../deps.ts'
import type { Finding } from './finding.ts'

type AddressDeps = Pick<OperatorDeps, 'table' | 'repairs' | 'clock'>

const begins = addressKey('').pk
/** DynamoDB removes expired rows within days; until then they count as gone. */
const isGone = (row: Item | undefined, now: Instant): boolean =>
  row === undefined || (typeof row['ttl'] === 'number' && row['ttl'] * 1000 <= now)

/**
 * Compares addresses with people after the whole scan: each address row must lead to a person, and each person must
 * have an address row. Rows may change during the scan, so each suspected finding is read again before it is
 * reported.
 */
export class AddressBook {
  readonly #ofAddress = new Map<string, string>()
  readonly #ofPerson = new Map<string, ReadonlySet<string>>()
  readonly #deps: AddressDeps

  constructor(deps: AddressDeps) {
    this.#deps = deps
  }

  see({ pk, rows }: Partition): void {
    const [row] = rows
    const leadsTo = row?.['learnerId']
    if (pk.startsWith(begins) && typeof leadsTo === 'string' && !isGone(row, this.#deps.clock.now()))
      this.#ofAddress.set(pk.slice(begins.length), leadsTo)
  }

  seePerson({ learnerId, found, rows }: Somebody): void {
    const profile = rows.find(isProfile)
    if (found?.is === 'readable' && !isGone(profile, this.#deps.clock.now()))
      this.#ofPerson.set(learnerId, addressHashesOf(found.record.details))
  }

  async findings(): Promise<Finding[]> {
    const findings: Finding[] = []
    for (const [hash, learnerId] of this.#ofAddress)
      if (!this.#ofPerson.get(learnerId)?.has(hash)) findings.push(...(await this.#alone(hash, learnerId)))
    for (const [learnerId, hashes] of this.#ofPerson)
      for (const hash of hashes)
        if (this.#ofAddress.get(hash) !== learnerId) findings.push(...(await this.#without(learnerId, hash)))
    return findings
  }

  async #read(hash: string, learnerId: string) {
    const { table } = this.#deps
    const [address, person] = await Promise.all([
      table.get(addressKey(hash)),
      table.get(profileKey(learnerId)),
    ])
    const details = Details.safeParse(person?.['details']).data
    return { leadsTo: address?.['learnerId'], has: details && addressHashesOf(details) }
  }

  async #alone(hash: string, learnerId: string): Promise<Finding[]> {
    const { leadsTo, has } = await this.#read(hash, learnerId)
    if (leadsTo !== learnerId || has?.has(hash)) return []
    const words =
      has === undefined
        ? 'an address leads to them, and they are not there'
        : 'an address that is not theirs leads to them'
    const repair = () => this.#deps.repairs.dropAddress(hash, learnerId)
    return [{ kind: 'address-without-person', about: learnerId, words, repair }]
  }

  async #without(learnerId: string, hash: string): Promise<Finding[]> {
    const { leadsTo, has } = await this.#read(hash, learnerId)
    if (!has?.has(hash) || leadsTo === learnerId) return []
    const about = { kind: 'person-without-address', about: learnerId } as const
    if (leadsTo !== undefined)
      return [{ ...about, words: `their address leads to ${String(leadsTo)}: two people have one address` }]
    const repair = () => this.#deps.repairs.putAddress(hash, learnerId)
    return [
      { ...about, words: 'no address leads to them, so that signing up anew would make two of them', repair },
    ]
  }
}
