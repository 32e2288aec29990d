import * as z from 'zod/mini'
import type { Check, Key, Table } from './table.ts'

const partition = 'leases'
const keyOf = (shard: string): Key => ({ pk: partition, sk: shard })

const Lease = z.object({ sk: z.string(), worker: z.string(), until: z.number() })

/**
 * Leases on shards of the due index: they only save two workers from reading the same people. Every claim holds
 * without them.
 */
export function leaseStore(table: Pick<Table, 'query' | 'write'>) {
  return {
    /** @returns whether `worker` may walk `shard` until then; it may take its own lease again. */
    async take(shard: string, worker: string, now: number, until: number): Promise<boolean> {
      const lease = (when: Check) =>
        table.write({
          update: keyOf(shard),
          set: { worker, until, ttl: Math.ceil(until / 1000) + 3600 },
          when: [when],
        })
      const free = await lease({ attribute: 'pk', is: 'absent' })
      if (free.is === 'written') return true
      if (!free.item) return false
      const standing = Lease.parse(free.item)
      if (standing.worker !== worker && standing.until > now) return false
      const mine = await lease({ attribute: 'until', is: '=', value: standing.until })
      return mine.is === 'written'
    },

    /** The shards that anybody may walk alone at this moment. */
    async held(now: number): Promise<ReadonlySet<string>> {
      const leases = (await table.query(partition)).map(row => Lease.parse(row))
      return new Set(leases.filter(({ until }) => until > now).map(({ sk }) => sk))
    },

    /** Gives back every lease that a worker took. One that has passed to somebody else stays theirs. */
    async giveBack(shards: Iterable<string>, worker: string): Promise<void> {
      const mine: Check = { attribute: 'worker', is: '=', value: worker }
      await Promise.all([...shards].map(shard => table.write({ delete: keyOf(shard), when: [mine] })))
    },
  }
}
export type LeaseStore = ReturnType<typeof leaseStore>
