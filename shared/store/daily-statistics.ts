import { counterRows, erasedRows } from '../contracts/row-kinds.ts'
import type { Instant, JourneyId } from '../domain/ids.ts'
import { utcDay } from '../domain/utc-day.ts'
import { later, statisticsIn } from './counted-row.ts'
import type { Partition } from './scan.ts'
import type { Statistic } from './statistics.ts'
import { sumOfStatistics } from './statistics.ts'
import type { Item, Key, Table } from './table.ts'

/** `counters`: everybody, including people erased since. `erased`: only those. */
type Book = 'counters' | 'erased'

const rowsOf: Record<Book, string> = { counters: counterRows, erased: erasedRows }

/** The partition of a journey's figures. Their sum is the figure of all time. */
export const partitionOf = (book: Book, journeyId: JourneyId): string => `${rowsOf[book]}${journeyId}`

/** The sector of people who gave none. */
const noSector = 'none'

/** Stands for the day of figures without one. */
export const undated = 'undated'

/** Prefix of the number of people by place. Stored with the figures of a day, but not about that day. */
export const ofPeople = 'people.'
/** The number of emails held now; not about a day either. */
export const ofUnknown = 'unknown'

const isOfDay = (name: string): boolean => name !== ofUnknown && !name.startsWith(ofPeople)

/** An addition to a figure; 1 if not given. */
export interface Figure extends Omit<Statistic, 'at'> {
  at?: Instant | undefined
  by?: number
}

const keyOf = (book: Book, { journeyId, at }: Figure, sector: string): Key => ({
  pk: partitionOf(book, journeyId),
  sk: at === undefined ? undated : `${utcDay(at)}#${sector}`,
})

/** Figures about a person, with their sector. */
export interface OfSector {
  sector: string | undefined
  statistics: readonly Figure[]
}

/** An addition to a row. */
export interface RowAddition {
  update: Key
  add: Record<string, number>
  /** The time of the newest event in it. */
  at?: Instant | undefined
}

/** The additions for these figures: one for each journey, day and sector. */
export function dailyAdditions(book: Book, counted: readonly OfSector[]): RowAddition[] {
  const rows = new Map<string, RowAddition>()
  for (const { sector = noSector, statistics } of counted)
    for (const figure of statistics) {
      const update = keyOf(book, figure, sector)
      const row = rows.get(`${update.pk} ${update.sk}`) ?? { update, add: {} }
      row.add[figure.name] = (row.add[figure.name] ?? 0) + (figure.by ?? 1)
      row.at = later(figure.at, row.at)
      rows.set(`${update.pk} ${update.sk}`, row)
    }
  return [...rows.values()]
}

/** The events of a day among people of one sector. */
export interface DailyStatistics {
  /** `2026-11-23`, in UTC. */
  day: string
  sector: string
  statistics: Readonly<Record<string, number>>
}

function toDaily(row: Item): DailyStatistics {
  const [day = '', sector = noSector] = row.sk.split('#')
  const statistics = Object.entries(statisticsIn(row)).filter(([name]) => isOfDay(name))
  return { day, sector, statistics: Object.fromEntries(statistics) }
}

/** Adds up the rows of different shards. */
function together(rows: readonly DailyStatistics[]): DailyStatistics[] {
  const same = [...Map.groupBy(rows, ({ day, sector }) => `${day}#${sector}`).values()]
  return same.flatMap(([first, ...others]) =>
    first
      ? [{ ...first, statistics: sumOfStatistics([first, ...others].map(({ statistics }) => statistics)) }]
      : [],
  )
}

/** The figures of erased people in a partition; undefined if it holds something else. */
export function erasedStatisticsIn({
  pk,
  rows,
}: Partition): { journeyId: JourneyId; days: DailyStatistics[] } | undefined {
  const [, journeyId] = pk.split('#')
  if (!pk.startsWith(erasedRows) || journeyId === undefined) return undefined
  return { journeyId, days: rows.map(toDaily) }
}

/** Every month from one day to another, inclusive, as `2026-11`. */
function months(from: string, to: string): string[] {
  const all: string[] = []
  const month = new Date(`${from.slice(0, 7)}-01T00:00:00Z`)
  for (; month.toISOString().slice(0, 7) <= to.slice(0, 7); month.setUTCMonth(month.getUTCMonth() + 1))
    all.push(month.toISOString().slice(0, 7))
  return all
}

/**
 * Reads the figures of a journey (or `account`) by day and sector.
 * @param from the first day, as `2026-11-23` in UTC.
 * @param to the last day, likewise.
 */
export async function readDailyStatistics(
  table: Pick<Table, 'query'>,
  book: Book,
  journeyId: JourneyId,
  from: string,
  to: string,
): Promise<DailyStatistics[]> {
  const read = months(from, to).map(month => table.query(partitionOf(book, journeyId), month))
  const rows = (await Promise.all(read)).flat().map(toDaily)
  return together(rows.filter(({ day }) => day >= from && day <= to))
}
