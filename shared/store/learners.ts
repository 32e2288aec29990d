import { type Instant, LearnerId } from '../domain/ids.ts'
import { detailsAfter } from './details.ts'
import { addressKey, personPartition, suppressedKey, tombstoneKey } from './keys.ts'
import { type Change, type LearnerRecord, readRecord } from './learner-record.ts'
import { afterWrites, writesFor } from './learner-writes.ts'
import type { Table } from './table.ts'
import { UnreadableRow } from './unreadable-row.ts'

/** The store of people: reads them whole, finds them by address, and changes them in one conditional write. */
export function learnerStore(table: Pick<Table, 'get' | 'query' | 'write' | 'transact'>) {
  return {
    /** @returns undefined for nobody, and for somebody erased. @throws UnreadableRow */
    async find(id: LearnerId): Promise<LearnerRecord | undefined> {
      const pk = personPartition(id)
      const found = readRecord(await table.query(pk))
      if (found?.is === 'unreadable') throw new UnreadableRow({ pk }, found.error)
      return found?.record
    },

    /** Whether a person was erased; false if they never existed. */
    async isErased(id: LearnerId): Promise<boolean> {
      return (await table.get(tombstoneKey(id))) !== undefined
    },

    /**
     * Whether a person was erased who had one of these addresses, or a spelling that reaches the same mailbox.
     * @param hashes keyed, of the normalised address and of its mailbox.
     */
    async isSuppressed(hashes: readonly string[]): Promise<boolean> {
      const found = await Promise.all(hashes.map(hash => table.get(suppressedKey(hash))))
      return found.some(item => item !== undefined)
    },

    /**
     * When a person with this address was last erased.
     * @param hash the keyed hash of the normalised address.
     */
    async erasedAt(hash: string): Promise<Instant | undefined> {
      const at = (await table.get(suppressedKey(hash)))?.['at']
      return typeof at === 'number' ? at : undefined
    },

    /**
     * @param hash the keyed hash of the normalised address.
     * @throws UnreadableRow
     */
    async idOf(hash: string): Promise<LearnerId | undefined> {
      const item = await table.get(addressKey(hash))
      if (!item) return undefined
      const { success, data, error } = LearnerId.safeParse(item['learnerId'])
      if (!success) throw new UnreadableRow(item, error)
      return data
    },

    /**
     * Stores a decision's state and events in one conditional write.
     * @returns the person as stored; undefined if they changed since `record` was read. Then read and decide again.
     */
    async save(record: LearnerRecord, change: Change): Promise<LearnerRecord | undefined> {
      const details = detailsAfter(change.details ?? record.details, change.events, change.after)
      const whole = { ...change, details }
      const writes = [...writesFor(record, whole), ...(change.also ?? [])]
      const [only] = writes
      if (!only) return record
      const written = writes.length === 1 ? await table.write(only) : await table.transact(writes)
      return written.is === 'written' ? afterWrites(record, whole, writes) : undefined
    },
  }
}
export type LearnerStore = ReturnType<typeof learnerStore>
