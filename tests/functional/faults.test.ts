import { describe, expect, it } from 'vitest'
import type { SimulatedTable } from '../../tools/simulation/memory-table.ts'
import type { World } from '../../tools/simulation/world.ts'
import { expectEachOnce, gists, letNetsWork, tickBy } from '../support/crowd.ts'
import { FaultyWorker, faultAt, sesFaults, tableFaults } from '../support/faults.ts'
import { onBackends } from '../support/on-backends.ts'

onBackends('a crowd', ({ copy, orderly, places, isQuick }) => {
  async function expectNobodyHurt(world: World<SimulatedTable>, where: string) {
    await letNetsWork(world)
    expect(await gists(world), where).toEqual(orderly().gists)
    expectEachOnce(world)
  }

  describe.each(tableFaults)('a worker that suffers "%s"', is => {
    it('at any of its calls to the table emails nobody twice and loses nobody', async () => {
      const suffer = async (place: number) => {
        const world = await copy()
        await tickBy(world, faultAt(place, { is }))
        await expectNobodyHurt(world, `at call ${place}, ${orderly().calls[place - 1]}`)
      }
      await Promise.all(places().map(suffer))
    })
  })

  describe.each(sesFaults)('a call to SES that ends in "%s"', fault => {
    it('emails nobody twice and loses nobody', async () => {
      const last = orderly().callsToSes
      const calls = isQuick ? Array.from({ length: last }, (_, i) => i + 1) : [1, last]
      for (const place of calls) {
        const world = await copy()
        world.ses.fault = call => (call === place ? fault : undefined)
        await tickBy(world, new FaultyWorker())
        // What SES refuses for good is tried again the day after.
        if (fault === 'call-400') await world.pass(1)
        await expectNobodyHurt(world, `at call ${place}`)
      }
    })
  })
})
