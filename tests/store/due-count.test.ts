import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countDueOf, dueAttributes } from '../../shared/store/due.ts'
import { type TableSource, tableSources } from '../support/tables.ts'

const idOf = (i: number) => (i + 36).toString(36).padEnd(24, '0')

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
    expect(await countDueOf(table, 'one', 99, 1000)).toBe(0)
    expect(await countDueOf(table, 'one', 100, 1000)).toBe(1)
    expect(await countDueOf(table, 'one', 119, 1000)).toBe(20)
    expect(await countDueOf(table, 'one', 10_000, 1000)).toBe(40)
    expect(await countDueOf(table, 'account', 10_000, 1000)).toBe(0)
  })

  it('stops at the most that a shard is counted to', async () => {
    const table = await source.newTable()
    for (let i = 0; i < 100; i += 1)
      await table.write({ put: { pk: `L#${idOf(i)}`, sk: 'E#one', ...dueAttributes('one', idOf(i), 1) } })
    expect(await countDueOf(table, 'one', 1, 1)).toBe(16)
  })
})
