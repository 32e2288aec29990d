import * as z from 'zod/mini'
import { limitRows } from '../contracts/row-kinds.ts'
import { hour } from '../domain/duration.ts'
import type { Instant } from '../domain/ids.ts'
import type { Table } from './table.ts'

const Counted = z.object({ n: z.number() })

/** Budgets that refill every hour. */
export function limitStore(table: Pick<Table, 'write'>) {
  return {
    /**
     * Takes one from a network's budget of this hour, in one write whether or not any is left.
     * @param network the keyed hash of the network's address, which itself is not stored.
     */
    async takeSignUp(network: string, at: Instant, budget: number): Promise<'taken' | 'spent'> {
      const window = Math.floor(at / hour)
      const written = await table.write({
        update: { pk: `${limitRows}${network}`, sk: `sign-up#${window}` },
        add: { n: 1 },
        set: { ttl: (window + 2) * (hour / 1000) },
      })
      const count = written.is === 'written' ? Counted.parse(written.item).n : 0
      return count <= budget ? 'taken' : 'spent'
    },
  }
}
export type LimitStore = ReturnType<typeof limitStore>
