import { expect, it } from 'vitest'
import { deliverOne } from '../../shared/application/delivery/deliver.ts'
import type { Table, Write } from '../../shared/store/table.ts'
import { World } from '../../tools/simulation/world.ts'
import { promptJourney } from '../support/doings.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'

const claims = (write: Write): boolean => 'put' in write && write.put['cl'] !== undefined

/** The table as it is for a worker to whom something happens just before each of its first claims. */
function beforeClaims(table: Table, press: () => Promise<unknown>, times = 1): Table {
  let left = times
  return {
    name: table.name,
    get: key => table.get(key),
    getMany: keys => table.getMany(keys),
    query: (pk, begins) => table.query(pk, begins),
    due: (partition, ...rest) => table.due(partition, ...rest),
    transact: writes => table.transact(writes),
    async write(write) {
      if (claims(write) && left-- > 0) await press()
      return table.write(write)
    },
  }
}

/** Somebody who has pressed the button, and whose confirmation is due at once. */
async function pressedOnce() {
  const world = new World(monday)
  await world.publish()
  await world.signUp(sam)
  await world.tell()
  const { learner } = await world.person(sam)
  const deliver = (table: Table) =>
    world.clock.run(deliverOne(world.worker(table), { learnerId: learner.id, dueAt: world.clock.now() }))
  return { world, deliver }
}

it('"Sign me up" pressed again while the confirmation goes out does not make it wait for the next minute', async () => {
  const { world, deliver } = await pressedOnce()
  const report = await deliver(beforeClaims(world.table, () => world.signUp(sam)))
  expect(report.sent).toBe(1)
  await world.pass(1)
  expect(world.inbox(sam).map(({ kind }) => kind)).toEqual(['confirm'])
})

it('somebody who leaves at that moment gets nothing', async () => {
  const { world, deliver } = await pressedOnce()
  await deliver(beforeClaims(world.table, () => world.execute(sam, { type: 'Leave', via: 'one-click' })))
  await world.pass(1)
  expect(world.inbox(sam)).toEqual([])
})

it('somebody who does a module while its reminder goes out is not reminded, and gets the next one', async () => {
  const world = new World(monday)
  await world.publish(promptJourney())
  await world.learner(sam)
  world.clock.setTo((await world.nextDue()) ?? 0)
  await world.tick(world.worker(beforeClaims(world.table, () => world.done(sam, 'one'))))
  await world.pass(1)
  expect(world.inbox(sam).map(({ kind }) => kind)).toEqual(['confirm', 'module_one', 'module_two'])
})

it('two workers at that moment send it once', async () => {
  const { world, deliver } = await pressedOnce()
  const rival = () => deliver(world.table)
  const report = await deliver(beforeClaims(world.table, rival))
  expect(report.sent).toBe(0)
  expect(world.inbox(sam).map(({ kind }) => kind)).toEqual(['confirm'])
})

it('whoever goes on pressing waits for the minute, and gets it then', async () => {
  const { world, deliver } = await pressedOnce()
  const report = await deliver(beforeClaims(world.table, () => world.signUp(sam), 5))
  expect(report.sent).toBe(0)
  await world.pass(1)
  expect(world.inbox(sam).map(({ kind }) => kind)).toEqual(['confirm'])
})
