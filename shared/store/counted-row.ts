import * as z from 'zod/mini'
import type { Instant } from '../domain/ids.ts'
import { asRead } from './read-and-write.ts'
import { type StatisticsByName, sumOfStatistics } from './statistics.ts'
import type { Check, Item, Key, Table } from './table.ts'

/** What a stream record adds to a row of figures. */
export interface Addition {
  /** The record's sequence number, padded so that it compares as text. */
  place: string
  statistics: StatisticsByName
  /** When the newest counted event happened, if the row keeps that. */
  at?: Instant
}

/** The time of the newest addition. */
function newestOf(additions: readonly Addition[]): Instant | undefined {
  const moments = additions.flatMap(({ at }) => at ?? [])
  return moments.length > 0 ? Math.max(...moments) : undefined
}

/**
 * The other attributes of a row of figures: the sequence number of the last counted record (`last`), when its newest
 * event happened (`until`), and when it was counted.
 */
const Counted = z.looseObject({ last: z.string(), until: z.optional(z.int()) })
const besideStatistics = ['pk', 'sk', 'last', 'until', 'counted', 'folds']
const Statistics = z.record(z.string(), z.number())

/** The figures of a row without its other attributes. */
export const statisticsIn = (row: Item): StatisticsByName =>
  Statistics.parse(
    Object.fromEntries(Object.entries(row).filter(([name]) => !besideStatistics.includes(name))),
  )

/**
 * Whether a shard's row has counted the record with this sequence number. Valid only if the shard has delivered
 * nothing after it.
 */
export const isCountedIn = (row: Item | undefined, place: string): boolean =>
  row !== undefined && Counted.parse(row).last >= place

/**
 * Adds records of one shard to a row of figures, each once however often it is delivered. The figures and the last
 * sequence number are changed in one write, which usually costs one unit and needs no read.
 * @param key a row that only this shard counts into.
 * @param additions in the order of the shard; at least one.
 * @param now stored in the row, to tell later that the shard is closed.
 * @throws if another worker is counting the same shard, so that the batch is delivered again.
 */
export async function countInto(
  table: Pick<Table, 'write'>,
  key: Key,
  additions: readonly Addition[],
  now: Instant,
): Promise<void> {
  const { place: first = '' } = additions[0] ?? {}
  const { place: last = '' } = additions.at(-1) ?? {}
  const add = (some: readonly Addition[], until: Instant | undefined, when: readonly Check[]) =>
    table.write({
      update: key,
      add: sumOfStatistics(some.map(({ statistics }) => statistics)),
      set: { last, counted: now, ...(until !== undefined && { until }) },
      when,
    })

  const newest = newestOf(additions)
  const next = await add(additions, newest, [
    { attribute: 'last', is: '<', value: first },
    // If time went backwards between two batches, the later moment stays.
    ...(newest === undefined ? [] : [{ attribute: 'until', is: '<=', value: newest } as const]),
  ])
  if (next.is === 'written') return
  const counted = next.item && Counted.parse(next.item)
  const rest = counted ? additions.filter(({ place }) => place > counted.last) : additions
  if (rest.length === 0) return
  const again = await add(rest, later(newestOf(rest), counted?.until), [asRead(next.item, 'last')])
  if (again.is === 'conflict')
    throw new Error(
      `Row ${key.pk} ${key.sk} was counted by another worker meanwhile. The batch is read again.`,
    )
}

/** The later of two moments. */
export const later = (one: Instant | undefined, other: Instant = 0): Instant | undefined =>
  one === undefined ? undefined : Math.max(one, other)
