import * as z from 'zod/mini'
import { tableShape } from '../contracts/table-shape.ts'
import type { Key, Table } from './table.ts'

/** How often a row that cannot be worked on is tried before it waits for an operator. */
const triesBeforeQuarantine = 5

const Tried = z.object({ tries: z.number() })

/** Rows whose turn came and whose state this version cannot work on: tried again a few times, then kept, and an alarm says so. */
export function quarantineStore(table: Pick<Table, 'write'>) {
  return {
    /**
     * Counts a failed try; at the fifth, takes the row off the due index. Nothing of it is lost: the row keeps its
     * state and the reason.
     * @param later its place in the due index where it is looked at again by itself.
     */
    async failed(
      key: Key,
      reason: string,
      later?: Record<string, unknown>,
    ): Promise<'tries-again' | 'quarantined' | 'stays-quarantined'> {
      const present = { attribute: 'pk', is: 'present' } as const
      const counted = await table.write({ update: key, add: { tries: 1 }, remove: ['f'], when: [present] })
      const tries = counted.is === 'written' ? Tried.parse(counted.item).tries : 0
      if (tries < triesBeforeQuarantine) return 'tries-again'
      const { partitionKey, sortKey } = tableShape.dueIndex
      await table.write({
        update: key,
        set: { quarantined: reason, ...later },
        ...(!later && { remove: [partitionKey, sortKey] }),
        when: [present],
      })
      return tries === triesBeforeQuarantine ? 'quarantined' : 'stays-quarantined'
    },
  }
}
export type QuarantineStore = ReturnType<typeof quarantineStore>
