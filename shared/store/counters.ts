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

/** Every shard of the stream counts into rows of its own, so that no two ever wait for one another. */
const inShard = ({ pk, sk }: Key, shard: string): Key => ({ pk, sk: `${sk}#${shard}` })

/** Sequence numbers are whole numbers of any length; padded, they compare as text. */
const comparable = (sequenceNumber: string): string => sequenceNumber.padStart(40, '0')

/** A write that established something, with its place in the stream. */
export interface Countable {
  row: StreamRow
  sequenceNumber: string
}

/** A tombstone has no history; that somebody was erased is counted all the same. */
const statisticsOfRow = ({ name, history, version, erased }: StreamRow) =>
  erased ? [] : statisticsOf(name, history, version)

/** When the newest thing happened that a write established; nothing where it only tells that somebody stands elsewhere. */
function momentOf(row: StreamRow): Instant | undefined {
  const moments = statisticsOfRow(row).map(({ at }) => at)
  return moments.length > 0 ? Math.max(...moments) : undefined
}

/** How a write changes where people stand. It is counted with what happened, in its row. */
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

const taken = ({ update, add, at }: RowAddition): RowAddition => ({
  update,
  at,
  add: Object.fromEntries(Object.entries(add).map(([name, by]) => [name, -by])),
})

/**
 * What a write adds to the figures, by day and sector: mostly to one row. With a new sector, what had happened to somebody in the
 * journey until then moves with them, so that no sector has finished what it never began; but for what a history folds,
 * which knows its days no more.
 */
function additionsOf(row: StreamRow): RowAddition[] {
  const { sector, sectorBefore, name, history, version } = row
  const now = [...statisticsOfRow(row), ...standingOf(row)]
  if (sectorBefore === undefined) return dailyAdditions('counters', [{ sector, statistics: now }])
  const statistics = exactStatisticsOf(name, history, version)
  const from = dailyAdditions('counters', [{ sector: sectorBefore || undefined, statistics }])
  return [
    ...from.map(taken),
    ...dailyAdditions('counters', [{ sector, statistics: [...statistics, ...now] }]),
  ]
}

/** The additions of these writes by the row that they go into, which is the shard's own. */
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

/** One write's additions, each with the row that its shard counts into, and the one for what carries a mark. */
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

/** Figures of each journey, kept from the stream and exact though the stream delivers twice. */
export function counterStore(table: Pick<Table, 'get' | 'query' | 'write' | 'transact'>) {
  const rowsOf = (journeyId: JourneyId) => table.query(partitionOf('counters', journeyId))
  const ofJourney = async (journeyId: JourneyId): Promise<Record<string, number>> =>
    sumOfStatistics((await rowsOf(journeyId)).map(statisticsIn))

  return {
    /**
     * Counts writes once, however often they are delivered.
     * @param shard of the stream, whose records come in order.
     * @throws when another worker counts the shard at this moment, so that the batch comes again.
     */
    async count(shard: string, records: readonly Countable[], now: Instant): Promise<void> {
      const rows = [...byRow(shard, records).values()]
      await Promise.all(rows.map(({ key, additions }) => countInto(table, key, additions, now)))
    },

    /**
     * Counts writes once that may be delivered again after their shard has gone on, or is folded. Each leaves a mark, and
     * costs a transaction.
     * @param where whether the shard has delivered nothing after them: then its rows say what it has counted of them.
     * @throws when another write was under way, so that they come again.
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
     * Folds the rows of shards that are closed into one each.
     * @param most rows that are moved.
     * @returns how many were.
     */
    async fold(journeyIds: readonly JourneyId[], now: Instant, max: number): Promise<number> {
      let moved = 0
      for (const id of journeyIds)
        moved += await foldPartition(table, partitionOf('counters', id), now, max - moved)
      return moved
    },

    /** What stays of somebody who was erased, as figures. @throws so that the batch comes again. */
    keepErased: (row: StreamRow): Promise<void> => keepErasedStatistics(table, row),

    /** Adds what a recount found missing, and takes off what was too much. */
    async correct(journeyId: JourneyId, by: Readonly<Record<string, number>>): Promise<void> {
      const pk = partitionOf('counters', journeyId)
      await table.write({ update: inShard({ pk, sk: undated }, 'corrections'), add: by })
    },

    /**
     * A journey's figures of all time by name: `people.<place>` as they are now, and `event.<type>[.<module>]`. For
     * `account`: of account emails and sign-ups, and `unknown`, how many emails are held at this moment.
     */
    ofJourney,

    /** How many people are where in a journey; seconds behind the table. */
    async people(journeyId: JourneyId): Promise<PeopleByPlace> {
      const statistics = Object.entries(await ofJourney(journeyId))
      const places = statistics.filter(([name]) => name.startsWith(ofPeople))
      return Object.fromEntries(places.map(([name, count]) => [name.slice(ofPeople.length), count]))
    },

    /** When the newest thing happened that a journey's figures count; 0 before the first. */
    async countedUntil(journeyId: JourneyId): Promise<Instant> {
      return Math.max(0, ...(await rowsOf(journeyId)).map(row => UntilRow.parse(row).until))
    },
  }
}
export type CounterStore = ReturnType<typeof counterStore>
