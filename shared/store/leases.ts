import type { Check, Table } from './table.ts'

/**
 * Leases on shards of the due index: they only save two workers from reading the same people. Every claim holds
 * without them.
 */
export function leaseStore(table: Pick<Table, 'write'>) {
  return {
    /** @returns whether `worker` may walk `shard` until then; it may take its own lease again. */
    async take(shard: string, worker: string, now: number, until: number): Promise<boolean> {
      const lease = (when: Check) =>
        table.write({
          update: { pk: 'leases', sk: shard },
          set: { worker, until, ttl: Math.ceil(until / 1000) + 3600 },
          when: [when],
        })
      const free = await lease({ attribute: 'pk', is: 'absent' })
      if (free.is === 'written') return true
      const own = free.item?.['worker'] === worker
      const mine = await lease(
        own ? { attribute: 'worker', is: '=', value: worker } : { attribute: 'until', is: '<=', value: now },
      )
      return mine.is === 'written'
    },

    /** Gives back every lease that a worker took. One that has passed to somebody else stays theirs. */
    async giveBack(shards: Iterable<string>, worker: string): Promise<void> {
      for (const shard of shards)
        await table.write({
          delete: { pk: 'leases', sk: shard },
          when: [{ attribute: 'worker', is: '=', value: worker }],
        })
    },
  }
}
export type LeaseStore = ReturnType<typeof leaseStore>
