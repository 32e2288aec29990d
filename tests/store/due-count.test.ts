import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countDueOf, type DueCount, dueAttributes, earliestDueOf } from '../../shared/store/due.ts'
import type { Table } from '../../shared/store/table.ts'
import { type TableSource, tableSources } from '../support/tables.ts'

const idOf = (i: number) => (i + 36).toString(36).padEnd(24, '0')

const counted = async (table: Table & DueCount, of: string, until: number, max = 1000) =>
  countDueOf(table, of, until, max, await earliestDueOf(table, of, until))

describe.each(tableSources)('counting what is due on $name', ({ start }) => {
  let source: TableSource
  beforeAll(async () => {
    source = await start()
  })
  afterAll(() => source.stop())

  it('counts a journey over all its shards, up to and including a moment', async () => {
    const table = await source.newTable()
    for (let i = 0; i < 40; i += 1)
      await table.write({
        put: { pk: `L#${idOf(i)}`, sk: 'E#one', ...dueAttributes('one', idOf(i), 100 + i) },
      })
    await table.write({ put: { pk: `L#${idOf(1)}`, sk: 'E#two', ...dueAttributes('two', idOf(1), 100) } })
    expect(await counted(table, 'one', 99)).toBe(0)
    expect(await counted(table, 'one', 100)).toBe(1)
    expect(await counted(table, 'one', 119)).toBe(20)
    expect(await counted(table, 'one', 10_000)).toBe(40)
    expect(await counted(table, 'account', 10_000)).toBe(0)
  })

  it('stops at the most that a shard is counted to', async () => {
    const table = await source.newTable()
    for (let i = 0; i < 100; i += 1)
      await table.write({ put: { pk: `L#${idOf(i)}`, sk: 'E#one', ...dueAttributes('one', idOf(i), 1) } })
    expect(await counted(table, 'one', 1, 1)).toBe(16)
  })

  it('asks no shard in which nothing is due yet', async () => {
    const table = await source.newTable()
    for (const [i, dueAt] of [10, 20, 30].entries())
      await table.write({ put: { pk: `L#${idOf(i)}`, sk: 'E#one', ...dueAttributes('one', idOf(i), dueAt) } })
    const earliest = await earliestDueOf(table, 'one', 25)
    expect(earliest.filter(at => at !== undefined).sort()).toEqual([10, 20])
    const asked: string[] = []
    const countDue: DueCount['countDue'] = async (partition, ...rest) => {
      asked.push(partition)
      return table.countDue(partition, ...rest)
    }
    expect(await countDueOf({ countDue }, 'one', 15, 1000, earliest)).toBe(1)
    expect(asked).toHaveLength(1)
  })
})
