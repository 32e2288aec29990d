import { minute } from '../../domain/duration.ts'
import type { Instant } from '../../domain/ids.ts'
import { dueShards } from '../../store/due.ts'

/**
 * What a worker walks in one run: the shards with these numbers, of every journey. Where several work side by side, no
 * two have a shard in common; claims alone guard correctness.
 */
export interface Assignment {
  shards: readonly number[]
  /** Whether it looks after the account emails as well: one worker does. */
  accountEmails: boolean
}

const allShards = Array.from({ length: dueShards }, (_, shard) => shard)

/** All that is due, for a worker that is alone. */
export const everything: Assignment = { shards: allShards, accountEmails: true }

/**
 * Emails a second that one worker can be relied on to claim, send and settle with 1,024 MB, which is 0.58 of a processor
 * (Lambda gives a whole one at 1,769 MB). Measured so held: 341 and 374 (docs/performance.md); the rest is a reserve.
 */
export const emailsPerWorkerSecond = 300

/**
 * How many workers a rate needs. A power of two, so that all have equally many shards, and at most one a shard.
 * @param ratePerSecond emails a second that the account may send.
 * @param most how many there may be.
 */
export function workersFor(ratePerSecond: number, max: number): number {
  const needed = Math.ceil(Math.log2(Math.max(1, ratePerSecond / emailsPerWorkerSecond)))
  const possible = Math.floor(Math.log2(Math.min(dueShards, max)))
  return 2 ** Math.min(needed, possible)
}

/**
 * Deals the shards out to so many workers, the account emails to the first. Who gets which changes every minute: a worker that
 * does not start, however often, leaves the same people waiting for a minute and not for ever.
 */
export function assignments(workers: number, at: Instant): Assignment[] {
  const turn = Math.floor(at / minute)
  return Array.from({ length: workers }, (_, worker) => ({
    shards: allShards.filter(shard => (shard + turn) % workers === worker),
    accountEmails: worker === 0,
  }))
}
