import { expect, it } from 'vitest'
import { circleLibrary } from '../../shared/application/circles/circle-library.ts'
import { second } from '../../shared/domain/duration.ts'
import { journeyCirclesStore } from '../../shared/store/journey-circles.ts'
import { World } from '../../tools/simulation/world.ts'
import { operatorContext } from '../support/operator-context.ts'

const why = ['--reason', 'reports are read', '--yes']
const start = Date.parse('2026-11-23T09:00:00Z')

async function aWorld() {
  const world = new World(start)
  await world.publish()
  const operator = operatorContext(world)
  const listed = async () => (await operator.run(['circles', 'list', '--json'])).json()
  return { world, operator, listed }
}

it('turns circles on and off, with the smallest pool of a round, each in the audit', async () => {
  const { world, operator, listed } = await aWorld()
  const library = circleLibrary(journeyCirclesStore(world.table), world.clock)
  const isOn = async () => {
    world.clock.setTo(world.clock.now() + 11 * second)
    return library.isOn('sample')
  }
  const off = { journey: 'sample', isOn: false, isRestored: false, smallestPool: 30 }
  expect(await listed()).toEqual({ journeys: [off] })
  expect(await isOn()).toBe(false)

  expect((await operator.run(['circles', 'on', 'sample', ...why])).code).toBe(0)
  expect(await listed()).toEqual({ journeys: [{ ...off, isOn: true }] })
  expect(await isOn()).toBe(true)

  await operator.run(['circles', 'on', 'sample', '--smallest-pool', '12', ...why])
  expect(await listed()).toEqual({ journeys: [{ ...off, isOn: true, smallestPool: 12 }] })

  await operator.run(['circles', 'off', 'sample', ...why])
  expect(await listed()).toEqual({ journeys: [{ ...off, smallestPool: 12 }] })
  expect(await isOn()).toBe(false)

  const trail = (await operator.run(['audit', '--json'])).json() as { what: string }[]
  expect(trail.map(({ what }) => what).toSorted()).toEqual(['circles off', 'circles on', 'circles on'])
})

it('turns nothing on in a journey that is not published, nor without a reason', async () => {
  const { operator, listed } = await aWorld()
  expect((await operator.run(['circles', 'on', 'elsewhere', ...why])).stderr).toContain('Published: sample')
  expect((await operator.run(['circles', 'on', 'sample', '--yes'])).code).not.toBe(0)
  expect((await operator.run(['circles', 'on', 'sample', '--smallest-pool', '0', ...why])).code).not.toBe(0)
  expect(await listed()).toMatchObject({ journeys: [{ isOn: false }] })
})

it('counts circles as off in a table that was restored, until somebody turns them on there', async () => {
  const { world, operator, listed } = await aWorld()
  await operator.run(['circles', 'on', 'sample', ...why])
  Object.assign(world.table, { name: 'restored' })
  expect(await listed()).toMatchObject({ journeys: [{ isOn: false, isRestored: true }] })
  expect((await operator.run(['circles', 'list'])).stdout).toContain('this table was restored')
  await operator.run(['circles', 'on', 'sample', ...why])
  expect(await listed()).toMatchObject({ journeys: [{ isOn: true, isRestored: false }] })
})
