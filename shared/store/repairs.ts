import { tableShape } from '../contracts/table-shape.ts'
import type { Instant, LearnerId } from '../domain/ids.ts'
import { clearedAgain } from './clearing.ts'
import { accountEmails, dueAttributes, receivedSignUps } from './due.ts'
import { addressKey, isTombstone, personPartition, type RowRef, receivedKey, rowKey } from './keys.ts'
import { shelfPlaceAt } from './shelves.ts'
import type { Check, Item, Key, Table, Write } from './table.ts'

const { partitionKey, sortKey } = tableShape.dueIndex

/**
 * The update that moves a row in the due index. Removes `f`, so that the stream does not publish earlier events
 * again.
 */
function placing({ learnerId, journeyId }: RowRef, dueAt: Instant | undefined, also: readonly string[] = []) {
  const place = dueAttributes(journeyId ?? accountEmails, learnerId, dueAt)
  const isDue = Object.keys(place).length > 0
  return { set: place, remove: ['f', ...also, ...(isDue ? [] : [partitionKey, sortKey])] }
}

const versionIs = (value: number): readonly Check[] => [{ attribute: 'v', is: '=', value }]

/** Whether a row's index attributes are as they should be. */
export function isPlaced(row: Item, ref: RowRef, dueAt: Instant | undefined): boolean {
  const place = dueAttributes(ref.journeyId ?? accountEmails, ref.learnerId, dueAt)
  return row[partitionKey] === place[partitionKey] && row[sortKey] === place[sortKey]
}

/**
 * Writes that repair what went wrong outside the engine. Each is conditional on the fault, and returns whether it was
 * written.
 */
export function repairStore(table: Pick<Table, 'query' | 'write'>) {
  const done = async (write: Write): Promise<boolean> => (await table.write(write)).is === 'written'

  return {
    /** Corrects a row's index attributes. */
    place: (ref: RowRef, version: number, dueAt: Instant | undefined): Promise<boolean> =>
      done({ update: rowKey(ref), ...placing(ref, dueAt), when: versionIs(version) }),

    /** Releases a row from quarantine. */
    release: (ref: RowRef, dueAt: Instant | undefined): Promise<boolean> =>
      done({
        update: rowKey(ref),
        ...placing(ref, dueAt, ['quarantined', 'tries']),
        when: [{ attribute: 'quarantined', is: 'present' }],
      }),

    /** Releases a received sign-up from quarantine. */
    releaseReceived: (id: LearnerId, dueAt: Instant): Promise<boolean> =>
      done({
        update: receivedKey(id),
        set: dueAttributes(receivedSignUps, id, dueAt),
        remove: ['f', 'quarantined', 'tries'],
        when: [{ attribute: 'quarantined', is: 'present' }],
      }),

    /** Releases a row of clearing up from quarantine. */
    releaseClearing: (learnerId: LearnerId, dueAt: Instant): Promise<boolean> =>
      done({
        ...clearedAgain(learnerId, dueAt),
        when: [{ attribute: 'quarantined', is: 'present' }],
      }),

    /** Releases a shelf from quarantine. */
    releaseShelf: (key: Key, dueAt: Instant): Promise<boolean> =>
      done({
        update: key,
        set: shelfPlaceAt(dueAt),
        remove: ['quarantined', 'tries'],
        when: [{ attribute: 'quarantined', is: 'present' }],
      }),

    /** Deletes the left-over rows of an erased person, except the tombstone. */
    async clear(learnerId: LearnerId): Promise<boolean> {
      const rows = await table.query(personPartition(learnerId))
      if (!rows.some(isTombstone)) return false
      for (const { pk, sk } of rows.filter(row => !isTombstone(row)))
        await table.write({ delete: { pk, sk } })
      return true
    },

    /** Deletes an address row that leads to nobody. */
    dropAddress: (hash: string, learnerId: LearnerId): Promise<boolean> =>
      done({ delete: addressKey(hash), when: [{ attribute: 'learnerId', is: '=', value: learnerId }] }),

    /** Makes an address lead to a person, unless it leads to another. */
    putAddress: (hash: string, learnerId: LearnerId): Promise<boolean> =>
      done({
        put: { ...addressKey(hash), learnerId },
        when: [{ attribute: 'pk', is: 'absent' }],
      }),

    /**
     * Raises a row's version, so that no two events get the same id; for a profile also the count of account emails,
     * so that no earlier link matches a later email.
     */
    raiseVersion: (ref: RowRef, from: number, to: number): Promise<boolean> =>
      done({
        update: rowKey(ref),
        set: { v: to, ...(ref.journeyId === undefined && { emailCount: to }) },
        remove: ['f'],
        when: versionIs(from),
      }),
  }
}
export type RepairStore = ReturnType<typeof repairStore>
