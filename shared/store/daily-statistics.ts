import { counterRows, erasedRows } from '../contracts/row-kinds.ts'
import type { Instant, JourneyId } from '../domain/ids.ts'
import { utcDay } from '../domain/utc-day.ts'
import { later, statisticsIn } from './counted-row.ts'
import type { Partition } from './scan.ts'
import type { Statistic } from './statistics.ts'
import { sumOfStatistics } from './statistics.ts'
import type { Item, Key, Table } from './table.ts'

/** `counters` is everybody, those who were erased since included; `erased` is only these. */
type Book = 'counters' | 'erased'

const rowsOf: Record<Book, string> = { counters: counterRows, erased: erasedRows }

/** The partition of all figures of a journey: their sum is the figure of all time. */
export const partitionOf = (book: Book, journeyId: JourneyId): string => `${rowsOf[book]}${journeyId}`

/** For people who named no sector. */
const noSector = 'none'

/** Where figures stand of which nothing tells a day. */
export const undated = 'undated'

/** How the figures begin of how many people are where. They stand beside those of a day and are none of them. */
export const ofPeople = 'people.'
/** How many emails are held at this moment; none of a day's figures either. */
export const ofUnknown = 'unknown'

const isOfDay = (name: string): boolean => name !== ofUnknown && !name.startsWith(ofPeople)

/** What is added to a figure: 1 where nothing else is said. */
export interface Figure extends Omit<Statistic, 'at'> {
  at?: Instant | undefined
  by?: number
}

const keyOf = (book: Book, { journeyId, at }: Figure, sector: string): Key => ({
  pk: partitionOf(book, journeyId),
  sk: at === undefined ? undated : `${utcDay(at)}#${sector}`,
})

/** Figures with the sector of the person that they are about. */
export interface OfSector {
  sector: string | undefined
  statistics: readonly Figure[]
}

/** What is added to a row. */
export interface RowAddition {
  update: Key
  add: Record<string, number>
  /** When the newest of it happened. */
  at?: Instant | undefined
}

/** The additions that count these figures, one a journey, day and sector. */
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

/** What happened on a day among the people of a sector. */
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

/** Every shard of the stream counts into rows of its own: here they are one again. */
function together(rows: readonly DailyStatistics[]): DailyStatistics[] {
  const same = [...Map.groupBy(rows, ({ day, sector }) => `${day}#${sector}`).values()]
  return same.flatMap(([first, ...others]) =>
    first
      ? [{ ...first, statistics: sumOfStatistics([first, ...others].map(({ statistics }) => statistics)) }]
      : [],
  )
}

/** The figures of people who were erased, if that is what a partition holds. */
export function erasedStatisticsIn({
  pk,
  rows,
}: Partition): { journeyId: JourneyId; days: DailyStatistics[] } | undefined {
  const [, journeyId] = pk.split('#')
  if (!pk.startsWith(erasedRows) || journeyId === undefined) return undefined
  return { journeyId, days: rows.map(toDaily) }
}

/** Every month from one day to another, both included, as `2026-11`. */
function months(from: string, to: string): string[] {
  const all: string[] = []
  const month = new Date(`${from.slice(0, 7)}-01T00:00:00Z`)
  for (; month.toISOString().slice(0, 7) <= to.slice(0, 7); month.setUTCMonth(month.getUTCMonth() + 1))
    all.push(month.toISOString().slice(0, 7))
  return all
}

/**
 * Reads the figures of a journey (or of `account`) by day and sector.
 * @param from first day, `to` last day, as `2026-11-23` in UTC.
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
