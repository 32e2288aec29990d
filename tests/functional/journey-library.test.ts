import { expect, it } from 'vitest'
import { journeyLibrary } from '../../shared/application/journey-library.ts'
import { journeyStore } from '../../shared/store/journeys.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { VirtualClock } from '../../tools/simulation/virtual-clock.ts'

const second = 1000

/** A library that has looked once already, and counts how often it asks what is published. */
async function libraryOfNothing() {
  const clock = new VirtualClock(Date.parse('2026-11-23T09:00:00Z'))
  const store = journeyStore(new MemoryTable())
  let asked = 0
  const list = () => {
    asked += 1
    return store.list()
  }
  const library = journeyLibrary({ ...store, list }, clock)
  await library.head('sample')
  const publish = (version: number) => store.publish(sampleJourney('sample', undefined, version), clock.now())
  const current = async () => (await library.head('sample'))?.journey.version
  const wait = (seconds: number) => clock.setTo(clock.now() + seconds * second)
  return { publish, current, wait, asked: () => asked }
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

it('a journey that nobody has published is asked for once a second at most', async () => {
  const { current, wait, asked } = await libraryOfNothing()
  const before = asked()
  for (let time = 0; time < 20; time += 1) {
    wait(0.25)
    expect(await current()).toBeUndefined()
  }
  expect(asked() - before).toBeLessThanOrEqual(5)
})
