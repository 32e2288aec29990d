import type { Table } from './table.ts'

/**
 * Leases on shards of the due index: they only save two workers from reading the same people. Every claim holds
 * without them.
 */
export function leaseStore(table: Pick<Table, 'write'>) {
  return {
    /** @returns whether `worker` may walk `shard` until then. */
    async take(shard: string, worker: string, now: number, until: number): Promise<boolean> {
      const update = { pk: 'leases', sk: shard }
      const set = { worker, until, ttl: Math.ceil(until / 1000) + 3600 }
      const free = await table.write({ update, set, when: [{ attribute: 'pk', is: 'absent' }] })
      if (free.is === 'written') return true
      const over = await table.write({ update, set, when: [{ attribute: 'until', is: '<=', value: now }] })
      return over.is === 'written'
    },

    /** Gives a lease back. One that has passed to somebody else stays theirs. */
    async giveBack(shard: string, worker: string): Promise<void> {
      await table.write({
        delete: { pk: 'leases', sk: shard },
        when: [{ attribute: 'worker', is: '=', value: worker }],
      })
    },
  }
}
export type LeaseStore = ReturnType<typeof leaseStore>
