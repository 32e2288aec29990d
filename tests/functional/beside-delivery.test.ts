import { expect, it, vi } from 'vitest'
import { deliver } from '../../functions/deliver-due/deliver.ts'
import { deliveryMetrics } from '../../functions/deliver-due/metrics.ts'
import { deliveryMetrics as contract } from '../../shared/contracts/metrics.ts'
import { minute } from '../../shared/domain/duration.ts'
import { shelfStore } from '../../shared/store/shelves.ts'
import { World } from '../../tools/simulation/world.ts'
import { backlog } from '../support/backlog.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'

/** Somebody whose second module is due, in a journey that shares voices. */
async function due(): Promise<World> {
  const world = new World(monday)
  await world.publish()
  const shelves = shelfStore(world.table)
  await shelves.change(await shelves.of('sample'), { isOn: true })
  await world.learner(sam)
  await world.done(sam, 'one')
  await world.settle()
  world.clock.setTo((await world.nextDue()) ?? 0)
  return world
}

it.each(['due#clearing', 'due#shelves', 'voices#sample#risk'])(
  'what is due goes out and is settled in a run in which %s cannot be read, and the run fails once that is told',
  async spoilt => {
    const world = await due()
    const { due: read } = world.table
    world.table.due = async (partition, ...how) => {
      if (partition === spoilt) throw new Error('Throttled.')
      return read.call(world.table, partition, ...how)
    }
    world.ses.latency = 200
    const trigger = { kind: 'tick' } as const
    const report = await world.clock.run(deliver(world.deps, trigger))
    expect(report).toMatchObject({ sent: 1, faults: [{ message: 'Throttled.' }] })
    expect(world.inbox(sam).map(({ kind }) => kind)).toContain('module_two')
    expect((await world.person(sam)).learner.enrolments['sample']?.claim).toBeUndefined()
    const lines: string[] = []
    const log = vi.spyOn(process.stdout, 'write').mockImplementation(line => lines.push(String(line)) > 0)
    const told = deliveryMetrics(trigger, report).finally(() => log.mockRestore())
    await expect(told).rejects.toThrow('Throttled.')
    expect(lines.join('')).toContain(contract.oldestOverdue.name)
  },
)

it('where nobody can say what is held back, the run ends once the work beside it is done', async () => {
  const world = await due()
  const { due: read, query } = world.table
  let cleared = false
  world.table.query = async (pk, ...how) => {
    if (pk === 'holds') throw new Error('Throttled.')
    return query.call(world.table, pk, ...how)
  }
  world.table.due = async (partition, ...how) => {
    if (partition !== 'due#clearing') return read.call(world.table, partition, ...how)
    await world.clock.until(world.clock.now() + 1000)
    cleared = true
    return []
  }
  await expect(world.clock.run(deliver(world.deps, { kind: 'tick' }))).rejects.toThrow('Throttled.')
  expect(cleared).toBe(true)
})

/** Whoever stands in this partition of the due index cannot be read. @returns who that is, and how to mend it. */
function spoil(world: World, partition: string) {
  const { due: read } = world.table
  world.table.due = async (of, ...how) => {
    if (of === partition) throw new Error('Throttled.')
    return read.call(world.table, of, ...how)
  }
  const behind = [...world.table.rows.values()].filter(row => row['dp'] === partition)
  return { behind: behind.length, mend: () => Object.assign(world.table, { due: read }) }
}

/** Two hundred, and the one whom all of them are like. */
const everybody = 201

const run = (world: World) => world.clock.run(deliver(world.deps, { kind: 'tick' }))

it('a shard that cannot be read keeps nobody in the others waiting, however often, and its people go out once it can', async () => {
  const world = await backlog(200, 50)
  const { behind, mend } = spoil(world, 'due#sample#5')
  expect(behind).toBeGreaterThan(5)
  const before = world.ses.delivered.length
  for (let ticks = 0; ticks < 2; ticks += 1)
    expect(await run(world)).toMatchObject({ faults: [{ message: 'Throttled.' }] })
  expect(world.ses.delivered.length - before).toBe(everybody - behind)
  mend()
  expect(await run(world)).toMatchObject({ sent: behind, faults: [] })
})

it('people who cannot be read keep waiting those alone who are read together with them', async () => {
  const world = await backlog(200, 50)
  const { getMany } = world.table
  const [first] = await world.table.due('due#sample#5', world.clock.now(), 1)
  world.table.getMany = async keys => {
    if (keys.some(({ pk }) => pk === first?.pk)) throw new Error('The table stayed too busy.')
    return getMany.call(world.table, keys)
  }
  const before = world.ses.delivered.length
  expect(await run(world)).toMatchObject({ faults: [{ message: 'The table stayed too busy.' }] })
  expect(world.ses.delivered.length - before).toBeGreaterThan(150)
  Object.assign(world.table, { getMany })
  await run(world)
  expect(world.ses.delivered.length - before).toBe(everybody)
})

it.each(['account', 'account.received'])(
  'sign-ups in the other shards are confirmed where one of %s cannot be read',
  async lane => {
    const world = new World(monday)
    await world.publish()
    for (let n = 0; n < 40; n += 1) await world.sendForm(`p${n}@example.org`)
    const [one] = [...world.table.rows.values()].filter(({ pk }) => pk.startsWith('sign-up#'))
    const partition = String(one?.['dp']).replace('account.received', lane)
    const { behind, mend } = spoil(world, partition)
    expect(await run(world)).toMatchObject({ faults: [{ message: 'Throttled.' }] })
    expect(world.ses.delivered.length).toBeGreaterThanOrEqual(lane === 'account' ? 1 : 40 - behind)
    mend()
    world.clock.setTo(world.clock.now() + minute)
    await run(world)
    expect(world.ses.delivered).toHaveLength(40)
  },
)
