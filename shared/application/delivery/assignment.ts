import { minute } from '../../domain/duration.ts'
import type { Instant } from '../../domain/ids.ts'
import { dueShards } from '../../store/due.ts'

/**
 * The shards that a worker reads in one run, of every journey. Parallel workers have disjoint shards; claims alone
 * ensure correctness.
 */
export interface Assignment {
  shards: readonly number[]
  /** Whether it also handles account emails; exactly one worker does. */
  accountEmails: boolean
}

const allShards = Array.from({ length: dueShards }, (_, shard) => shard)

/** The assignment of a single worker. */
export const fullAssignment: Assignment = { shards: allShards, accountEmails: true }

/**
 * Emails a second that one worker can claim, send and settle with 1,024 MB, which is 0.58 of a processor (Lambda
 * gives a whole one at 1,769 MB). Measured: 341 and 374 (docs/performance.md); the rest is a reserve.
 */
export const emailsPerWorkerSecond = 300

/**
 * The number of workers for a rate: a power of two, so that all have equally many shards, and at most one for each
 * shard.
 * @param ratePerSecond emails a second that the account may send.
 * @param max the most workers.
 */
export function workersFor(ratePerSecond: number, max: number): number {
  const needed = Math.ceil(Math.log2(Math.max(1, ratePerSecond / emailsPerWorkerSecond)))
  const possible = Math.floor(Math.log2(Math.min(dueShards, max)))
  return 2 ** Math.min(needed, possible)
}

/**
 * Distributes the shards among workers; the first also gets the account emails. The distribution changes every
 * minute, so that a worker that never starts delays people by a minute and not for ever.
 */
export function assignments(workers: number, at: Instant): Assignment[] {
  const turn = Math.floor(at / minute)
  return Array.from({ length: workers }, (_, worker) => ({
    shards: allShards.filter(shard => (shard + turn) % workers === worker),
    accountEmails: worker === 0,
  }))
}
