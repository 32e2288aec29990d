import * as z from 'zod'
import type { JourneyId } from '../domain/ids.ts'
import { dailyAdditions } from './daily-figures.ts'
import { letters } from './due.ts'
import { keepErasedFigures } from './erased-figures.ts'
import { figuresOf } from './figures.ts'
import { parseHistory } from './history.ts'
import type { StreamRow } from './stream-row.ts'
import type { Key, Table, Write } from './table.ts'

const journeyKey = (journeyId: JourneyId): Key => ({ pk: 'counters', sk: `journey#${journeyId}` })
const cursorKey = (shard: string): Key => ({ pk: 'cursors', sk: shard })

/** Sequence numbers are whole numbers of any length; padded, they compare as text. */
const comparable = (sequenceNumber: string): string => sequenceNumber.padStart(40, '0')

const Cursor = z.object({ last: z.string() })

/** A write that established something, with its place in the stream. */
export interface Countable {
  row: StreamRow
  sequenceNumber: string
}

/** What a transaction takes (DynamoDB API, TransactWriteItems). */
const mostWrites = 100

/** A tombstone has no history; that somebody was erased is counted all the same. */
const figuresOfRow = ({ name, history, version, erased }: StreamRow) =>
  erased ? [] : figuresOf(name, parseHistory(history), version)

/** What these writes add to and take from each journey's figures of all time. */
function totals(rows: readonly StreamRow[]): Write[] {
  const sums = new Map<JourneyId, Record<string, number>>()
  const add = (journeyId: JourneyId, name: string, by: number) => {
    const figures = sums.get(journeyId) ?? {}
    figures[name] = (figures[name] ?? 0) + by
    sums.set(journeyId, figures)
  }
  for (const row of rows) {
    for (const { to, from, journeyId } of row.moved) {
      if (to) add(journeyId, `people.${to}`, 1)
      if (from) add(journeyId, `people.${from}`, -1)
    }
    if (row.opened !== 0) add(letters, 'unknown', row.opened)
    if (row.erased) add(letters, 'fact.LearnerErased', 1)
    for (const { journeyId, name } of figuresOfRow(row)) add(journeyId, name, 1)
  }
  return [...sums].map(([journeyId, figures]) => ({ update: journeyKey(journeyId), add: figures }))
}

const additions = (rows: readonly StreamRow[]): Write[] => [
  ...totals(rows),
  ...dailyAdditions(
    'counters',
    rows.map(row => ({ sector: row.sector, figures: figuresOfRow(row) })),
  ),
]

/** Figures of each journey, kept from the stream and exact though the stream delivers twice. */
export function counterStore(table: Pick<Table, 'get' | 'transact'>) {
  /** Takes the additions of these writes together with the place of the last of them; halves what one transaction cannot take. */
  const take = async (shard: string, counted: string, last: string, told: readonly Countable[]) => {
    const writes = additions(told.map(({ row }) => row))
    if (writes.length >= mostWrites) {
      const half = Math.ceil(told.length / 2)
      const between = comparable(told[half - 1]?.sequenceNumber ?? '')
      await take(shard, counted, between, told.slice(0, half))
      await take(shard, between, last, told.slice(half))
      return
    }
    const written = await table.transact([
      {
        update: cursorKey(shard),
        set: { last },
        when:
          counted === ''
            ? [{ attribute: 'pk', is: 'absent' }]
            : [{ attribute: 'last', is: '=', value: counted }],
      },
      ...writes,
    ])
    if (written.is === 'conflict')
      throw new Error(`Shard ${shard} was counted by another worker meanwhile. The batch is read again.`)
  }

  return {
    /**
     * Counts writes once: what is added and the shard's last counted record stand in one transaction.
     * @throws when another worker counted meanwhile, so that the batch comes again.
     */
    async count(shard: string, last: string, told: readonly Countable[]): Promise<void> {
      const stored = await table.get(cursorKey(shard))
      const counted = stored ? Cursor.parse(stored).last : ''
      if (comparable(last) <= counted) return
      const news = told.filter(one => comparable(one.sequenceNumber) > counted)
      await take(shard, counted, comparable(last), news)
    },

    /** What stays of somebody who was erased, as figures. @throws so that the batch comes again. */
    keepErased: (row: StreamRow): Promise<void> => keepErasedFigures(table, row),

    /**
     * A journey's figures of all time by name: `people.<place>` as they are now, and `fact.<type>[.<module>]`. For
     * `account`: of letters and sign-ups, and `unknown`, how many emails are held at this moment.
     */
    async ofJourney(journeyId: JourneyId): Promise<Record<string, number>> {
      const { pk: _pk, sk: _sk, ...figures } = (await table.get(journeyKey(journeyId))) ?? { pk: '', sk: '' }
      return z.record(z.string(), z.number()).parse(figures)
    },
  }
}
export type CounterStore = ReturnType<typeof counterStore>
