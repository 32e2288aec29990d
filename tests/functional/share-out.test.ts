import { describe, expect, it } from 'vitest'
import { deliverAllDue, deliverTick } from '../../shared/application/delivery/deliver.ts'
import type { DeliveryDeps } from '../../shared/application/delivery/deps.ts'
import type { WorkerTrigger } from '../../shared/contracts/worker-trigger.ts'
import { minute, second } from '../../shared/domain/duration.ts'
import type { Key, Table } from '../../shared/store/table.ts'
import type { World } from '../../tools/simulation/world.ts'
import { backlog, maxInASecond, slowTable } from '../support/backlog.ts'

interface Minutes {
  /** Whatever workers were started with. */
  started: WorkerTrigger[]
  /** People who were read to be planned. */
  read: number
}

interface Circumstances {
  max?: number
  /** Whether Lambda starts a worker. */
  starts?: () => boolean
  /** Whether one that was started ever does anything. */
  comes?: () => boolean
}

/** Ticks that begin a minute apart and start whatever workers they want, each for a minute, as in AWS. */
async function ticks(world: World, count: number, circumstances: Circumstances = {}) {
  const { max = 16, starts = () => true, comes = () => true } = circumstances
  const { clock } = world
  const seen: Minutes = { started: [], read: 0 }
  const counted = (table: Table): Table => ({
    ...table,
    getMany: (keys: readonly Key[]) => {
      seen.read += keys.filter(({ sk }) => sk.startsWith('E#')).length
      return table.getMany(keys)
    },
  })
  const works: Promise<unknown>[] = []
  const worker = (): DeliveryDeps => ({
    ...world.worker(counted(slowTable(world.table, clock, 5))),
    workers: {
      max,
      start: async trigger => {
        if (!starts()) throw new Error('TooManyRequestsException')
        seen.started.push(trigger)
        const assignment = { shards: trigger.shards, accountEmails: false }
        if (comes()) works.push(deliverAllDue(worker(), clock.now() + minute, assignment))
      },
    },
  })
  const begin = async (_: unknown, i: number) => {
    await clock.until(world.clock.now() + i * minute)
    await deliverTick(worker(), clock.now() + minute)
  }
  await clock.run(Promise.all(Array.from({ length: count }, begin)).then(() => Promise.all(works)))
  return seen
}

const sent = (world: World) => world.ses.delivered.filter(({ kind }) => kind === 'module_two')

describe('a minute with a backlog, at 500 emails a second', () => {
  const rate = 500
  const waiting = async (people: number) => {
    const world = await backlog(people, rate)
    await world.deps.account()
    return world
  }

  it('has one worker while all sending is stopped: there is nothing to share', async () => {
    const world = await waiting(rate * 20)
    await world.deps.holds.stopSending('suspended', world.clock.now())
    expect((await ticks(world, 2)).started).toEqual([])
  })

  it('has the workers that the rate needs, uses it, and reads hardly anybody twice', async () => {
    const world = await waiting(rate * 124)
    const from = world.clock.now()
    const { started, read } = await ticks(world, 2)
    const times = sent(world).map(({ at }) => at)
    expect(started).toHaveLength(2)
    expect(new Set(sent(world).map(({ to }) => to)).size).toBe(times.length)
    expect(times.length / ((Math.max(...times) - from) / second)).toBeGreaterThanOrEqual(0.95 * rate)
    expect(maxInASecond(times)).toBeLessThanOrEqual(rate)
    expect(read / times.length).toBeLessThan(1.02)
  })

  it('has no second worker where few wait, or the account has no room for one', async () => {
    const few = await waiting(300)
    expect((await ticks(few, 1)).started).toEqual([])
    expect(sent(few)).toHaveLength(301)
    const noRoom = await waiting(1000)
    expect((await ticks(noRoom, 1, { max: 1 })).started).toEqual([])
    expect(sent(noRoom)).toHaveLength(1001)
  })

  it('leaves the share of a worker that cannot be started to the one that asked', async () => {
    const world = await waiting(1000)
    await ticks(world, 1, { starts: () => false })
    expect(sent(world)).toHaveLength(1001)
    expect(world.log.map(({ message }) => message)).toContain(
      'A worker could not be started; its share is taken over',
    )
  })

  it('leaves nobody behind a worker that never comes, however often: shares change hands', async () => {
    const world = await waiting(2000)
    const lost: Circumstances = { comes: () => false }
    await ticks(world, 1, lost)
    expect(sent(world).length).toBeLessThan(1500)
    world.clock.setTo(world.clock.now() + minute)
    await ticks(world, 1, lost)
    expect(sent(world)).toHaveLength(2001)
  })
})
