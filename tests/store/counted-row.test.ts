import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countInto } from '../../shared/store/counted-row.ts'
import type { Table } from '../../shared/store/table.ts'
import { type TableSource, tableSources } from '../support/tables.ts'

const key = { pk: 'counters#j', sk: 'totals#shard' }
const now = 1_700_000_000_000
const addition = (place: number) => ({
  place: String(place).padStart(4, '0'),
  statistics: { all: 1, sum: place },
})
const from = (first: number, length: number) => Array.from({ length }, (_, i) => addition(first + i))

/** A stream as it may be told: every batch begins where the last ended, or somewhere before, as after a failure. */
const tellings = fc.array(fc.record({ back: fc.nat(6), length: fc.integer({ min: 1, max: 8 }) }), {
  minLength: 1,
  maxLength: 12,
})

describe.each(tableSources)('a counted row on $name', ({ start }) => {
  let source: TableSource
  beforeAll(async () => {
    source = await start()
  })
  afterAll(() => source.stop())

  const stored = async (table: Table) => {
    const row = await table.get(key)
    return { all: row?.['all'], sum: row?.['sum'], last: row?.['last'] }
  }

  it('counts each record once, however the stream is told', async () => {
    await fc.assert(
      fc.asyncProperty(tellings, async batches => {
        const table = await source.newTable()
        let end = 0
        for (const { back, length } of batches) {
          const first = Math.max(1, end + 1 - back)
          await countInto(table, key, from(first, length), now)
          end = Math.max(end, first + length - 1)
        }
        expect(await stored(table)).toEqual({
          all: end,
          sum: (end * (end + 1)) / 2,
          last: addition(end).place,
        })
      }),
      { numRuns: 30 },
    )
  })

  it('keeps the newest moment, also where time runs backwards between two batches', async () => {
    const table = await source.newTable()
    const moments = [5, 9, 7, 9, 8, 12]
    const untils: unknown[] = []
    for (const [i, at] of moments.entries()) {
      await countInto(table, key, [{ ...addition(i + 1), at }], now)
      untils.push((await table.get(key))?.['until'])
    }
    expect(untils).toEqual([5, 9, 9, 9, 9, 12])
    expect(await stored(table)).toMatchObject({ all: 6, last: addition(6).place })
  })

  it('costs one write where the stream goes on, and none is read', async () => {
    const table = await source.newTable()
    await countInto(table, key, from(1, 3), now)
    const asked: string[] = []
    const watched: Pick<Table, 'write'> = {
      write: write => {
        asked.push('write')
        return table.write(write)
      },
    }
    await countInto(watched, key, from(4, 2), now)
    expect(asked).toEqual(['write'])
    expect((await stored(table)).all).toBe(5)
  })

  it('leaves it to the next try when another worker counts at this moment', async () => {
    const table = await source.newTable()
    await countInto(table, key, from(1, 3), now)
    let meanwhile = true
    const raced = {
      write: async (write: Parameters<Table['write']>[0]) => {
        const written = await table.write(write)
        if (meanwhile) {
          meanwhile = false
          await countInto(table, key, from(4, 1), now)
        }
        return written
      },
    }
    await expect(countInto(raced, key, from(2, 5), now)).rejects.toThrow('read again')
    await countInto(table, key, from(2, 5), now)
    expect((await stored(table)).all).toBe(6)
  })
})
