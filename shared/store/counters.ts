import * as z from 'zod'
import type { Fact } from '../domain/facts.ts'
import type { JourneyId } from '../domain/ids.ts'
import type { StreamRow } from './stream-row.ts'
import type { Key, Table, Write } from './table.ts'

const journeyKey = (journeyId: JourneyId): Key => ({ pk: 'counters', sk: `journey#${journeyId}` })
const cursorKey = (shard: string): Key => ({ pk: 'cursors', sk: shard })

/** Sequence numbers are whole numbers of any length; padded, they compare as text. */
const comparable = (sequenceNumber: string): string => sequenceNumber.padStart(40, '0')

const Cursor = z.object({ last: z.string() })

/** Facts of one write, with its place in the stream. */
export interface Countable {
  row: StreamRow
  facts: readonly Fact[]
  sequenceNumber: string
}

type Deltas = Map<JourneyId, Map<string, number>>

const factName = (fact: Fact): string =>
  'moduleId' in fact ? `fact.${fact.type}.${fact.moduleId}` : `fact.${fact.type}`

/** What these writes add to and take from each journey's figures. */
function deltasOf(told: readonly Countable[]): Deltas {
  const deltas: Deltas = new Map()
  const add = (journeyId: JourneyId, name: string, by: number) => {
    const figures = deltas.get(journeyId) ?? new Map<string, number>()
    figures.set(name, (figures.get(name) ?? 0) + by)
    deltas.set(journeyId, figures)
  }
  for (const { row, facts } of told) {
    for (const { to, from, journeyId } of row.moved ?? []) {
      if (to) add(journeyId, `people.${to}`, 1)
      if (from) add(journeyId, `people.${from}`, -1)
    }
    for (const fact of facts)
      if ('journeyId' in fact && fact.journeyId) add(fact.journeyId, factName(fact), 1)
  }
  return deltas
}

/** Figures of each journey, kept from the stream and exact though the stream delivers twice. */
export function counterStore(table: Pick<Table, 'get' | 'transact'>) {
  return {
    /**
     * Counts writes once: what is added and the shard's last counted record stand in one transaction.
     * @throws when another worker counted meanwhile, so that the batch comes again.
     */
    async count(shard: string, last: string, told: readonly Countable[]): Promise<void> {
      const stored = await table.get(cursorKey(shard))
      const counted = stored ? Cursor.parse(stored).last : ''
      if (comparable(last) <= counted) return
      const deltas = deltasOf(told.filter(one => comparable(one.sequenceNumber) > counted))
      const writes: Write[] = [...deltas].map(([journeyId, figures]) => ({
        update: journeyKey(journeyId),
        add: Object.fromEntries(figures),
      }))
      const written = await table.transact([
        {
          update: cursorKey(shard),
          set: { last: comparable(last) },
          when: stored
            ? [{ attribute: 'last', is: '=', value: counted }]
            : [{ attribute: 'pk', is: 'absent' }],
        },
        ...writes,
      ])
      if (written.is === 'conflict')
        throw new Error(`Shard ${shard} was counted by another worker meanwhile. The batch is read again.`)
    },

    /** A journey's figures by name: `people.<place>` and `fact.<type>[.<module>]`. */
    async ofJourney(journeyId: JourneyId): Promise<Record<string, number>> {
      const { pk: _pk, sk: _sk, ...figures } = (await table.get(journeyKey(journeyId))) ?? { pk: '', sk: '' }
      return z.record(z.string(), z.number()).parse(figures)
    },
  }
}
export type CounterStore = ReturnType<typeof counterStore>
