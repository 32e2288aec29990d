import { expect, it } from 'vitest'
import { deliverAllDue } from '../../shared/application/delivery/deliver.ts'
import { copyOf, crowd, expectEachOnce, letNetsWork } from '../support/crowd.ts'

const minute = 60_000

it('a worker that stands still between claim and call, while others prove the emails lost, does not send them', async () => {
  const world = await copyOf(await crowd())
  const claims = () => [...world.table.rows.values()].filter(row => row['cl'] !== undefined)
  const stands = Promise.withResolvers<void>()
  const goesOn = Promise.withResolvers<void>()
  const clock = {
    now: () => world.clock.now(),
    until: async (at: number) => {
      if (claims().length === 0) return world.clock.setTo(at)
      stands.resolve()
      await goesOn.promise
    },
  }
  const run = deliverAllDue({ ...world.worker(), clock }, world.clock.now() + minute)
  await stands.promise
  expect(claims().length).toBeGreaterThan(0)
  await letNetsWork(world)
  expect(claims()).toEqual([])
  goesOn.resolve()
  await run
  await world.settle()
  expectEachOnce(world)
})
