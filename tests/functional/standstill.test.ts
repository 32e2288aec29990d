import { expect, it } from 'vitest'
import { deliverAllDue } from '../../shared/application/delivery/deliver.ts'
import { minute } from '../../shared/domain/duration.ts'
import type { World } from '../../tools/simulation/world.ts'
import { copyOf, crowd, expectEachOnce, letNetsWork } from '../support/crowd.ts'

/** A worker that stands still as soon as `isTime`, for as long as every safety net needs, and then goes on. */
async function standsStill(isTime: (world: World) => boolean, fault?: World['ses']['fault']): Promise<World> {
  const world = await copyOf(await crowd())
  if (fault) world.ses.fault = fault
  const claims = () => [...world.table.rows.values()].filter(row => row['cl'] !== undefined)
  const stands = Promise.withResolvers<void>()
  const goesOn = Promise.withResolvers<void>()
  const clock = {
    now: () => world.clock.now(),
    until: async (at: number) => {
      if (claims().length === 0 || !isTime(world)) return world.clock.setTo(at)
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
  return world
}

it('a worker that stands still between claim and call, while others prove the emails lost, does not send them', async () => {
  expectEachOnce(await standsStill(() => true))
})

it('nor when it stands still between a call that SES refused and the halves of it', async () => {
  let refused = 0
  const world = await standsStill(
    () => refused > 0,
    (_, { entries }) => {
      if (refused > 0 || entries.length < 2) return undefined
      refused += 1
      return 'call-400'
    },
  )
  expect(refused).toBe(1)
  expectEachOnce(world)
})
