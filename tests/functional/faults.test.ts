import { beforeAll, describe, expect, it } from 'vitest'
import type { World } from '../../tools/simulation/world.ts'
import { copyOf, crowd, expectEachOnce, gists, letNetsWork, orderlyRun, tickBy } from '../support/crowd.ts'
import { FaultyWorker, faultAt, sesFaults, tableFaults, telling } from '../support/faults.ts'

let before: World
let orderly: Awaited<ReturnType<typeof orderlyRun>>

beforeAll(async () => {
  before = await crowd()
  orderly = await orderlyRun(before)
})

async function expectNobodyHurt(world: World, where: string) {
  await letNetsWork(world)
  expect(await gists(world), where).toEqual(orderly.gists)
  expectEachOnce(world)
}

describe.each(tableFaults)('a worker that suffers "%s"', is => {
  it('at any of its calls to the table emails nobody twice and loses nobody', async () => {
    const { calls } = orderly
    for (const place of telling(calls)) {
      const world = await copyOf(before)
      await tickBy(world, faultAt(place, { is }))
      await expectNobodyHurt(world, `at call ${place}, ${calls[place - 1]}`)
    }
  })
})

describe.each(sesFaults)('a call to SES that ends in "%s"', fault => {
  it('emails nobody twice and loses nobody', async () => {
    for (let place = 1; place <= orderly.callsToSes; place += 1) {
      const world = await copyOf(before)
      world.ses.fault = call => (call === place ? fault : undefined)
      await tickBy(world, new FaultyWorker())
      // What SES refuses for good is tried again the day after.
      if (fault === 'call-400') await world.pass(1)
      await expectNobodyHurt(world, `at call ${place}`)
    }
  })
})
