import * as z from 'zod/mini'
import type { Instant, JourneyId } from '../domain/ids.ts'
import type { PeopleByPlace } from '../domain/place.ts'
import { type Addition, countInto, statisticsIn } from './counted-row.ts'
import {
  dailyAdditions,
  type Figure,
  ofPeople,
  ofUnknown,
  partitionOf,
  type RowAddition,
  undated,
} from './daily-statistics.ts'
import { accountEmails } from './due.ts'
import { keepErasedStatistics } from './erased-statistics.ts'
import { foldPartition } from './folding.ts'
import { countOnce, type Markable } from './marked-count.ts'
import { exactStatisticsOf, statisticsOf, sumOfStatistics } from './statistics.ts'
import type { StreamRow } from './stream-row.ts'
import type { Key, Table } from './table.ts'

/** Each stream shard has counter rows of its own, so that shards never wait for each other. */
const inShard = ({ pk, sk }: Key, shard: string): Key => ({ pk, sk: `${sk}#${shard}` })

/** Pads a sequence number, a whole number of any length, so that it compares as text. */
const comparable = (sequenceNumber: string): string => sequenceNumber.padStart(40, '0')

/** A write that stored events, with its sequence number. */
export interface Countable {
  row: StreamRow
  sequenceNumber: string
}

/** A tombstone has no history; the erasure itself is counted nevertheless. */
const statisticsOfRow = ({ name, history, version, erased }: StreamRow) =>
  erased ? [] : statisticsOf(name, history, version)

/** When the newest event of a write happened; undefined if the write only moves a person to another place. */
function momentOf(row: StreamRow): Instant | undefined {
  const moments = statisticsOfRow(row).map(({ at }) => at)
  return moments.length > 0 ? Math.max(...moments) : undefined
}

/** How a write changes the numbers of people by place, counted in the same row as its events. */
function standingOf(row: StreamRow): Figure[] {
  const at = momentOf(row)
  const { moved, opened, erased } = row
  return [
    ...moved.flatMap(({ to, from, journeyId }) => [
      ...(to ? [{ journeyId, at, name: `${ofPeople}${to}` }] : []),
      ...(from ? [{ journeyId, at, name: `${ofPeople}${from}`, by: -1 }] : []),
    ]),
    ...(opened === 0 ? [] : [{ journeyId: accountEmails, at, name: ofUnknown, by: opened }]),
    ...(erased ? [{ journeyId: accountEmails, at, name: 'event.LearnerErased' }] : []),
  ]
}

const negated = ({ update, add, at }: RowAddition): RowAddition => ({
  update,
  at,
  add: Object.fromEntries(Object.entries(add).map(([name, by]) => [name, -by])),
})

/**
 * What a write adds to the figures by day and sector; usually to one row. If the sector changed, the person's earlier
 * events in the journey move to the new sector, so that no sector has finished more than it began. Events folded in
 * the history stay, since their days are lost.
 */
function additionsOf(row: StreamRow): RowAddition[] {
  const { sector, sectorBefore, name, history, version } = row
  const now = [...statisticsOfRow(row), ...standingOf(row)]
  if (sectorBefore === undefined) return dailyAdditions('counters', [{ sector, statistics: now }])
  const statistics = exactStatisticsOf(name, history, version)
  const from = dailyAdditions('counters', [{ sector: sectorBefore || undefined, statistics }])
  return [
    ...from.map(negated),
    ...dailyAdditions('counters', [{ sector, statistics: [...statistics, ...now] }]),
  ]
}

/** The additions of these writes, grouped by the shard's row that they go into. */
function byRow(
  shard: string,
  records: readonly Countable[],
): Map<string, { key: Key; additions: Addition[] }> {
  const rows = new Map<string, { key: Key; additions: Addition[] }>()
  for (const { row, sequenceNumber } of records)
    for (const { update, add, at } of additionsOf(row)) {
      const key = inShard(update, shard)
      const known = rows.get(`${key.pk} ${key.sk}`) ?? { key, additions: [] }
      const when = at === undefined ? {} : { at }
      known.additions.push({ place: comparable(sequenceNumber), statistics: add, ...when })
      rows.set(`${key.pk} ${key.sk}`, known)
    }
  return rows
}

/** The additions of one write, each with its shard's row and the row shared by all shards, for counting with a mark. */
const markable = (shard: string, { row, sequenceNumber }: Countable): Markable => ({
  shard,
  place: comparable(sequenceNumber),
  additions: additionsOf(row).map(({ update, add, at }) => ({
    own: inShard(update, shard),
    key: inShard(update, 'marked'),
    statistics: add,
    ...(at !== undefined && { at }),
  })),
})

const UntilRow = z.object({ until: z._default(z.int(), 0) })

/** The figures of each journey, counted from the stream. Exact although the stream may deliver twice. */
export function counterStore(table: Pick<Table, 'get' | 'query' | 'write' | 'transact'>) {
  const rowsOf = (journeyId: JourneyId) => table.query(partitionOf('counters', journeyId))
  const ofJourney = async (journeyId: JourneyId): Promise<Record<string, number>> =>
    sumOfStatistics((await rowsOf(journeyId)).map(statisticsIn))

  return {
    /**
     * Counts writes once, however often they are delivered.
     * @param shard of the stream, whose records come in order.
     * @throws if another worker is counting the shard, so that the batch is delivered again.
     */
    async count(shard: string, records: readonly Countable[], now: Instant): Promise<void> {
      const rows = [...byRow(shard, records).values()]
      await Promise.all(rows.map(({ key, additions }) => countInto(table, key, additions, now)))
    },

    /**
     * Counts writes once that may be delivered again after their shard is closed or folded. Each leaves a mark and
     * costs a transaction.
     * @param where whether the shard has delivered nothing after them; only then do its rows show what they have
     * counted.
     * @throws if another write was in progress, so that they are delivered again.
     */
    async countMarked(
      shard: string,
      records: readonly Countable[],
      now: Instant,
      where: 'still in its shard' | 'out of its shard',
    ): Promise<void> {
      for (const one of records)
        await countOnce(table, markable(shard, one), now, where === 'still in its shard')
    },

    /**
     * Folds the rows of closed shards into one row each.
     * @param max the most rows to move.
     * @returns the number of rows moved.
     */
    async fold(journeyIds: readonly JourneyId[], now: Instant, max: number): Promise<number> {
      let moved = 0
      for (const id of journeyIds)
        moved += await foldPartition(table, partitionOf('counters', id), now, max - moved)
      return moved
    },

    /**
     * Keeps the figures of a person who was erased.
     * @throws so that the batch is delivered again.
     */
    keepErased: (row: StreamRow): Promise<void> => keepErasedStatistics(table, row),

    /** Adds the difference that a recount found; may be negative. */
    async correct(journeyId: JourneyId, by: Readonly<Record<string, number>>): Promise<void> {
      const pk = partitionOf('counters', journeyId)
      await table.write({ update: inShard({ pk, sk: undated }, 'corrections'), add: by })
    },

    /**
     * A journey's figures of all time by name: `people.<place>` as of now, and `event.<type>[.<module>]`. For
     * `account`: figures of account emails and sign-ups. `unknown` is the number of emails held now.
     */
    ofJourney,

    /** The number of people at each place of a journey; seconds behind the table. */
    async people(journeyId: JourneyId): Promise<PeopleByPlace> {
      const statistics = Object.entries(await ofJourney(journeyId))
      const places = statistics.filter(([name]) => name.startsWith(ofPeople))
      return Object.fromEntries(places.map(([name, count]) => [name.slice(ofPeople.length), count]))
    },

    /** When the newest event happened that a journey's figures include; 0 before the first. */
    async countedUntil(journeyId: JourneyId): Promise<Instant> {
      return Math.max(0, ...(await rowsOf(journeyId)).map(row => UntilRow.parse(row).until))
    },
  }
}
export type CounterStore = ReturnType<typeof counterStore>
