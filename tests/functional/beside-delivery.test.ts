import { expect, it, vi } from 'vitest'
import { deliver } from '../../functions/deliver-due/deliver.ts'
import { deliveryMetrics } from '../../functions/deliver-due/metrics.ts'
import { deliveryMetrics as contract } from '../../shared/contracts/metrics.ts'
import { shelfStore } from '../../shared/store/shelves.ts'
import { World } from '../../tools/simulation/world.ts'

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

it('where what is due cannot be read, the run ends once the work beside it is done', async () => {
  const world = await due()
  const { due: read } = world.table
  let cleared = false
  world.table.due = async (partition, ...how) => {
    if (partition.startsWith('due#sample')) throw new Error('Throttled.')
    if (partition !== 'due#clearing') return read.call(world.table, partition, ...how)
    await world.clock.until(world.clock.now() + 1000)
    cleared = true
    return []
  }
  await expect(world.clock.run(deliver(world.deps, { kind: 'tick' }))).rejects.toThrow('Throttled.')
  expect(cleared).toBe(true)
})
