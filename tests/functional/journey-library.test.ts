import { expect, it } from 'vitest'
import { journeyLibrary } from '../../shared/application/journey-library.ts'
import { second } from '../../shared/domain/duration.ts'
import type { Module } from '../../shared/domain/journey.ts'
import { journeyStore } from '../../shared/store/journeys.ts'
import { mirrorStore } from '../../shared/store/mirror.ts'
import type { Table } from '../../shared/store/table.ts'
import { throwUnreadable } from '../../shared/store/unreadable-row.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { VirtualClock } from '../../tools/simulation/virtual-clock.ts'

/** A library that has looked once already, and counts how often it asks what is published. */
async function libraryOfNothing() {
  const clock = new VirtualClock(Date.parse('2026-11-23T09:00:00Z'))
  const rows = new MemoryTable()
  let away: 'get' | 'query' | undefined
  const table: Pick<Table, 'get' | 'query' | 'write'> = {
    get: key => (away === 'get' ? Promise.reject(new Error('The table is away.')) : rows.get(key)),
    query: pk => (away === 'query' ? Promise.reject(new Error('The table is away.')) : rows.query(pk)),
    write: write => rows.write(write),
  }
  const store = journeyStore(table)
  let asked = 0
  const catalogue = () => {
    asked += 1
    return store.catalogue()
  }
  const library = journeyLibrary({ ...store, catalogue }, mirrorStore(rows), clock, throwUnreadable)
  await library.head('sample')
  /** @param within the seconds after which it is current; at once if absent. */
  const publish = (version: number, modules?: readonly Module[], within?: number) =>
    store.publish(
      sampleJourney('sample', modules, version),
      clock.now(),
      within === undefined ? {} : { from: clock.now() + within * second },
    )
  const current = async () => (await library.head('sample'))?.journey.version
  const wait = (seconds: number) => clock.setTo(clock.now() + seconds * second)
  const cannot = (what: typeof away) => {
    away = what
  }
  return { library, publish, current, wait, cannot, asked: () => asked }
}

it("a journey's first version is noticed within a second or two, a later one within ten", async () => {
  const { publish, current, wait } = await libraryOfNothing()
  await publish(1)
  wait(2)
  expect(await current()).toBe(1)
  await publish(2)
  wait(2)
  expect(await current()).toBe(1)
  wait(9)
  expect(await current()).toBe(2)
})

it('a version that waits is current at its moment, whenever the library has looked', async () => {
  const { library, publish, current, wait, asked } = await libraryOfNothing()
  await publish(1)
  wait(2)
  await current()
  await publish(2, undefined, 15)
  wait(11)
  expect(await current()).toBe(1)
  const before = asked()
  wait(3)
  expect(await current()).toBe(1)
  wait(1)
  expect(await current()).toBe(2)
  expect((await library.list()).map(({ journey }) => journey.version)).toEqual([2])
  expect(asked()).toBe(before)
})

it('a journey whose first version waits is nobody’s until then', async () => {
  const { library, publish, current, wait } = await libraryOfNothing()
  await publish(1, undefined, 60)
  wait(59)
  expect([await current(), await library.list()]).toEqual([undefined, []])
  wait(1)
  expect(await current()).toBe(1)
})

it('a journey that nobody has published is asked for once a second at most', async () => {
  const { current, wait, asked } = await libraryOfNothing()
  const before = asked()
  for (let time = 0; time < 20; time += 1) {
    wait(0.25)
    expect(await current()).toBeUndefined()
  }
  expect(asked() - before).toBeLessThanOrEqual(5)
})

it('a page is that of its own module, in the current version', async () => {
  const { library, publish, wait } = await libraryOfNothing()
  await publish(1)
  wait(2)
  expect((await library.page('sample', 'one'))?.title).toBe('Module one')
  expect((await library.page('sample', 'two'))?.title).toBe('Module two')
  await publish(2, [sampleModule('one', { title: 'Module one, in better words' })])
  wait(11)
  expect((await library.page('sample', 'one'))?.title).toBe('Module one, in better words')
  expect(await library.page('sample', 'two')).toBeUndefined()
})

it('what could not be read is read at the next try, and not remembered as an error', async () => {
  const { publish, current, wait, cannot } = await libraryOfNothing()
  await publish(1)
  wait(11)
  for (const what of ['query', 'get'] as const) {
    cannot(what)
    await expect(current()).rejects.toThrow('away')
  }
  cannot(undefined)
  expect(await current()).toBe(1)
})
