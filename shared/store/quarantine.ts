import * as z from 'zod/mini'
import { tableShape } from '../contracts/table-shape.ts'
import type { Key, Table } from './table.ts'

/** Failed attempts after which a row waits for an operator. */
const triesBeforeQuarantine = 5

const Tried = z.object({ tries: z.number() })

/** Rows that are due and whose state this version cannot work on: tried a few times, then kept, with an alarm. */
export function quarantineStore(table: Pick<Table, 'write'>) {
  return {
    /**
     * Counts a failed attempt; at the fifth, takes the row off the due index. The row keeps its state and the reason.
     * @param later the index attributes with which it is tried again automatically.
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
