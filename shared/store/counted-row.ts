import * as z from 'zod/mini'
import { type FiguresByName, sumOfFigures } from './sum-of-figures.ts'
import type { Check, Key, Table } from './table.ts'

/** What one record of the stream adds to a row of figures. */
export interface Addition {
  /** The record's sequence number in its shard, comparable as text. */
  place: string
  figures: FiguresByName
}

/** Where the row's figures end: the place of the last record that is counted in them. */
const Counted = z.looseObject({ last: z.string() })

/**
 * Adds to a row of figures what records of one shard of the stream mean for it, each record once however often it is
 * told. The figures and the place up to which they count stand in one row and one write, which mostly costs one unit and
 * needs nothing to be read before.
 * @param key a row that no other shard counts into.
 * @param additions in the order of the shard; at least one.
 * @throws when another worker counts the same shard at this moment, so that the batch comes again.
 */
export async function countInto(
  table: Pick<Table, 'write'>,
  key: Key,
  additions: readonly Addition[],
): Promise<void> {
  const { place: first = '' } = additions[0] ?? {}
  const { place: last = '' } = additions.at(-1) ?? {}
  const add = (some: readonly Addition[], when: Check) =>
    table.write({
      update: key,
      add: sumOfFigures(some.map(({ figures }) => figures)),
      set: { last },
      when: [when],
    })

  const next = await add(additions, { attribute: 'last', is: '<', value: first })
  if (next.is === 'written') return
  const counted = next.item && Counted.parse(next.item).last
  const rest = counted === undefined ? additions : additions.filter(({ place }) => place > counted)
  if (rest.length === 0) return
  const asRead: Check =
    counted === undefined ? { attribute: 'pk', is: 'absent' } : { attribute: 'last', is: '=', value: counted }
  const again = await add(rest, asRead)
  if (again.is === 'conflict')
    throw new Error(
      `Row ${key.pk} ${key.sk} was counted by another worker meanwhile. The batch is read again.`,
    )
}
