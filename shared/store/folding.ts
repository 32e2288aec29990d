import * as z from 'zod/mini'
import { hour } from '../domain/duration.ts'
import type { Instant } from '../domain/ids.ts'
import { later, statisticsIn } from './counted-row.ts'
import { sumOfStatistics } from './statistics.ts'
import type { Check, Item, Table, Write } from './table.ts'

/**
 * A shard's row counts as closed this long after its last write, in milliseconds. DynamoDB replaces the shards of a
 * stream every few hours and keeps their records for 24 (developer guide, "Change data capture for DynamoDB
 * Streams"). Records delivered later are counted with a mark, in other rows (`marked-count.ts`).
 */
const closedAfter = 48 * hour

/** Rows in one transaction with the row that they are folded into (DynamoDB API: at most 100). */
const perStep = 99

const ShardRow = z.object({ last: z.string(), counted: z.int(), until: z.optional(z.int()) })
const FoldedRow = z.object({ folds: z._default(z.int(), 0), until: z.optional(z.int()) })

function isClosed(row: Item, now: Instant): boolean {
  const read = ShardRow.safeParse(row)
  return read.success && read.data.counted <= now - closedAfter
}

/** The part of a sort key before the shard: `undated#<shard>`, `2026-11-23#social-care#<shard>`. */
const aboutOf = ({ sk }: Item): string => sk.slice(0, sk.lastIndexOf('#'))

/** Deletes a row unless somebody has counted into it since it was read. */
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
 * Moves the figures of closed rows into one row, in one transaction. Each row is moved once, because a moved row is
 * gone.
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
 * Folds the rows of closed shards in a partition into one row for each day and sector.
 * @param max the most rows to move.
 * @returns the number moved. Conflicts are left to the next run.
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
