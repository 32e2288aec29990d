import { tableShape } from '../contracts/table-shape.ts'
import type { Instant, LearnerId } from '../domain/ids.ts'
import { clearedAgain } from './clearing.ts'
import { accountEmails, dueAttributes, receivedSignUps } from './due.ts'
import { addressKey, isTombstone, personPartition, type RowRef, receivedKey, rowKey } from './keys.ts'
import { shelfPlaceAt } from './shelves.ts'
import type { Check, Item, Key, Table, Write } from './table.ts'

const { partitionKey, sortKey } = tableShape.dueIndex

/** Where a row belongs in the due index. `f` goes, so that the stream does not hand on again what it did before. */
function placing({ learnerId, journeyId }: RowRef, dueAt: Instant | undefined, also: readonly string[] = []) {
  const place = dueAttributes(journeyId ?? accountEmails, learnerId, dueAt)
  const isDue = Object.keys(place).length > 0
  return { set: place, remove: ['f', ...also, ...(isDue ? [] : [partitionKey, sortKey])] }
}

const versionIs = (value: number): readonly Check[] => [{ attribute: 'v', is: '=', value }]

/** Whether a row stands in the due index where it belongs. */
export function isPlaced(row: Item, ref: RowRef, dueAt: Instant | undefined): boolean {
  const place = dueAttributes(ref.journeyId ?? accountEmails, ref.learnerId, dueAt)
  return row[partitionKey] === place[partitionKey] && row[sortKey] === place[sortKey]
}

/** Writes that put right what went wrong outside the engine. Each is conditional on what it is meant for, and answers whether it happened. */
export function repairStore(table: Pick<Table, 'query' | 'write'>) {
  const done = async (write: Write): Promise<boolean> => (await table.write(write)).is === 'written'

  return {
    /** Puts a row where it belongs in the due index. */
    place: (ref: RowRef, version: number, dueAt: Instant | undefined): Promise<boolean> =>
      done({ update: rowKey(ref), ...placing(ref, dueAt), when: versionIs(version) }),

    /** Lets a row that was quarantined be tried again when it is due. */
    release: (ref: RowRef, dueAt: Instant | undefined): Promise<boolean> =>
      done({
        update: rowKey(ref),
        ...placing(ref, dueAt, ['quarantined', 'tries']),
        when: [{ attribute: 'quarantined', is: 'present' }],
      }),

    /** The same with a sign-up that was received. */
    releaseReceived: (id: LearnerId, dueAt: Instant): Promise<boolean> =>
      done({
        update: receivedKey(id),
        set: dueAttributes(receivedSignUps, id, dueAt),
        remove: ['f', 'quarantined', 'tries'],
        when: [{ attribute: 'quarantined', is: 'present' }],
      }),

    /** The same with writing that is to be cleared. */
    releaseClearing: (learnerId: LearnerId, dueAt: Instant): Promise<boolean> =>
      done({
        ...clearedAgain(learnerId, dueAt),
        when: [{ attribute: 'quarantined', is: 'present' }],
      }),

    /** The same with a shelf. */
    releaseShelf: (key: Key, dueAt: Instant): Promise<boolean> =>
      done({
        update: key,
        set: shelfPlaceAt(dueAt),
        remove: ['quarantined', 'tries'],
        when: [{ attribute: 'quarantined', is: 'present' }],
      }),

    /** Takes away whatever is left of somebody who was erased, but the tombstone. */
    async clear(learnerId: LearnerId): Promise<boolean> {
      const rows = await table.query(personPartition(learnerId))
      if (!rows.some(isTombstone)) return false
      for (const { pk, sk } of rows.filter(row => !isTombstone(row)))
        await table.write({ delete: { pk, sk } })
      return true
    },

    /** Forgets an address that leads to nobody. */
    dropAddress: (hash: string, learnerId: LearnerId): Promise<boolean> =>
      done({ delete: addressKey(hash), when: [{ attribute: 'learnerId', is: '=', value: learnerId }] }),

    /** Lets an address lead to somebody, unless it leads to somebody else. */
    putAddress: (hash: string, learnerId: LearnerId): Promise<boolean> =>
      done({
        put: { ...addressKey(hash), learnerId },
        when: [{ attribute: 'pk', is: 'absent' }],
      }),

    /**
     * Lets a row's next write have a higher version, so that no two events ever have one id; and a person's next account email
     * a higher count, so that no link in an earlier account email is taken for one in it.
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
