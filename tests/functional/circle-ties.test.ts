import { expect, it } from 'vitest'
import { circleTieStore, metWrites, tieKeptFor } from '../../shared/store/circle-ties.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'

const at = Date.parse('2026-11-30T00:00:00Z')

it('says who was with whom under one of each two, and forgets it after 24 months', async () => {
  const table = new MemoryTable()
  const ties = circleTieStore(table)
  await table.transact(metWrites(['a', 'b', 'c'], at))
  await table.transact(metWrites(['a', 'b', 'c'], at))
  const of = async () => Promise.all(['a', 'b', 'c'].map(one => ties.of(one)))
  expect((await of()).map(({ before }) => before)).toEqual([['b', 'c'], ['c'], []])
  const expires = [...table.rows.values()].map(row => Number(row['ttl']) * 1000)
  expect(expires).toEqual([at + tieKeptFor, at + tieKeptFor, at + tieKeptFor])
})

it('keeps two apart who were together before, until that is taken back, or forgotten with the one whose choice it is', async () => {
  const table = new MemoryTable()
  const ties = circleTieStore(table)
  await table.transact(metWrites(['a', 'b'], at))
  await ties.keepApart('a', 'b', at)
  expect(await ties.of('a')).toEqual({ before: ['b'], notWith: ['b'] })
  expect(await ties.of('b')).toEqual({ before: [], notWith: [] })
  await ties.allowAgain('a', 'b')
  expect(await ties.of('a')).toEqual({ before: ['b'], notWith: [] })
  await ties.forget('a')
  expect(await ties.of('a')).toEqual({ before: [], notWith: [] })
})
