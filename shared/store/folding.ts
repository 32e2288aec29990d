import * as z from 'zod/mini'
import { hour } from '../domain/duration.ts'
import type { Instant } from '../domain/ids.ts'
import { later, statisticsIn } from './counted-row.ts'
import { sumOfStatistics } from './statistics.ts'
import type { Check, Item, Table, Write } from './table.ts'

/**
 * So long after its last write a shard's row is closed, in milliseconds. DynamoDB replaces the shards of a stream every few
 * hours and forgets their records after 24 (developer guide, "Change data capture for DynamoDB Streams"); what is delivered
 * later than that carries a mark, and counts elsewhere (`marked-count.ts`).
 */
const closedAfter = 48 * hour

/** Rows that fit into a transaction beside the one that they are folded into (DynamoDB API: 100). */
const perStep = 99

const ShardRow = z.object({ last: z.string(), counted: z.int(), until: z.optional(z.int()) })
const FoldedRow = z.object({ folds: z._default(z.int(), 0), until: z.optional(z.int()) })

function isClosed(row: Item, now: Instant): boolean {
  const read = ShardRow.safeParse(row)
  return read.success && read.data.counted <= now - closedAfter
}

/** `undated#<shard>` and `2026-11-23#social-care#<shard>`: what stands before the shard is what its figures are about. */
const aboutOf = ({ sk }: Item): string => sk.slice(0, sk.lastIndexOf('#'))

/** Takes a row away, if nobody has counted into it since it was read. */
function removal({ pk, sk, last, counted }: Item): Write {
  const when: readonly Check[] = [
    { attribute: 'last', is: '=', value: String(last) },
    { attribute: 'counted', is: '=', value: Number(counted) },
  ]
  return { delete: { pk, sk }, when }
}

const newestOf = (rows: readonly Item[]): Instant | undefined =>
  rows.reduce<Instant | undefined>((newest, row) => {
    const { until } = FoldedRow.parse(row)
    return until === undefined ? newest : later(until, newest)
  }, undefined)

/**
 * Moves the figures of some closed rows into one that stays: all of it or nothing, and each row once however often it
 * is tried, since a row that was moved is not there any more.
 */
function toWrites(into: Item, stored: Item | undefined, rows: readonly Item[]): Write[] {
  const { folds } = FoldedRow.parse(stored ?? {})
  const until = newestOf(stored ? [stored, ...rows] : rows)
  const { pk, sk } = into
  const folded: Write = {
    update: { pk, sk },
    add: sumOfStatistics(rows.map(statisticsIn)),
    set: { folds: folds + 1, ...(until !== undefined && { until }) },
    when: [stored ? { attribute: 'folds', is: '=', value: folds } : { attribute: 'pk', is: 'absent' }],
  }
  return [folded, ...rows.map(removal)]
}

/**
 * Folds the rows of closed shards in one partition of figures into one each for what they are about.
 * @param most rows that are moved.
 * @returns how many were; what met another write is left to the next time.
 */
export async function foldPartition(
  table: Pick<Table, 'get' | 'query' | 'transact'>,
  pk: string,
  now: Instant,
  max: number,
): Promise<number> {
  const closed = (await table.query(pk)).filter(row => isClosed(row, now)).slice(0, max)
  let moved = 0
  for (const [about, rows] of Map.groupBy(closed, aboutOf))
    for (let at = 0; at < rows.length; at += perStep) {
      const into = { pk, sk: `${about}#folded` }
      const some = rows.slice(at, at + perStep)
      const { is } = await table.transact(toWrites(into, await table.get(into), some))
      if (is === 'written') moved += some.length
    }
  return moved
}
