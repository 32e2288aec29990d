import { describe, expect, it } from 'vitest'
import { deliverAllDue } from '../../shared/application/delivery/deliver.ts'
import type { World } from '../../tools/simulation/world.ts'
import { backlog, mostInASecond, slowTable } from '../support/backlog.ts'

const second = 1000
const tableLatency = 5

/** Workers that send side by side for some seconds; they begin within the first. */
function sendFor(world: World, seconds: number, workers: number) {
  const { clock } = world
  const until = clock.now() + seconds * second
  return Array.from({ length: workers }, async (_, i) => {
    const deps = world.worker(slowTable(world.table, clock, tableLatency))
    await clock.until(clock.now() + Math.floor((i * second) / workers))
    return deliverAllDue(deps, until)
  })
}

const moments = (world: World, kind = 'module_two') =>
  world.ses.delivered.filter(email => email.kind === kind).map(({ at }) => at)

/** Emails a second between two moments. */
const rateBetween = (times: readonly number[], from: number, to: number) =>
  times.filter(at => at >= from && at < to).length / ((to - from) / second)

describe.each([
  { rate: 14, seconds: 60 },
  { rate: 75, seconds: 20 },
  { rate: 200, seconds: 10 },
  { rate: 1000, seconds: 4 },
])('at $rate emails a second', ({ rate, seconds }) => {
  it.each([1, 4, 16])('%d workers use at least 95 % of it, and no second has more', async workers => {
    const world = await backlog(rate * (2 * seconds), rate)
    const from = world.clock.now() + second
    await world.clock.run(Promise.all(sendFor(world, seconds, workers)))
    const times = moments(world)
    expect(rateBetween(times, from, from + (seconds - 1) * second)).toBeGreaterThanOrEqual(0.95 * rate)
    expect(mostInASecond(times)).toBeLessThanOrEqual(rate)
    expect(new Set(world.ses.delivered.map(({ id }) => id)).size).toBe(world.ses.delivered.length)
  })
})
