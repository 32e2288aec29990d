import { expect, it } from 'vitest'
import { startConfirmedJourney } from '../../functions/start-journey/start-confirmed-journey.ts'
import type { EventDetail } from '../../shared/contracts/bus.ts'
import { World } from '../../tools/simulation/world.ts'
import { pause, resume } from '../support/holds.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'

/** Somebody who has confirmed, and the event of it, which nobody has taken in yet. */
async function confirmed() {
  const world = new World(monday)
  await world.publish()
  await world.signUp(sam)
  await world.settle()
  await world.confirm(sam)
  const events = await world.tell()
  const event = events.find(({ type }) => type === 'SignUpConfirmed')?.detail
  if (!event) throw new Error('Nobody confirmed.')
  return { world, event }
}
const journeysOf = async (world: World) => Object.keys((await world.person(sam)).learner.enrolments)

it('starts the journey that was asked for, once however often it is told', async () => {
  const { world, event } = await confirmed()
  for (let time = 0; time < 3; time += 1) await startConfirmedJourney(world.deps, event)
  expect(await journeysOf(world)).toEqual(['sample'])
  expect((await world.tell()).map(({ type }) => type)).toEqual(['JourneyStarted'])
})

it('leaves it to the walk over what is due while planning is held back', async () => {
  const { world, event } = await confirmed()
  await pause(world, 'planning')
  await startConfirmedJourney(world.deps, event)
  expect(await journeysOf(world)).toEqual([])
  await resume(world, 'planning')
  await world.pass(1)
  expect(await journeysOf(world)).toEqual(['sample'])
})

it('starts a journey that an operator holds back, and its first module waits', async () => {
  const { world, event } = await confirmed()
  await pause(world, { journey: 'sample' })
  await startConfirmedJourney(world.deps, event)
  await world.settle()
  expect(world.inbox(sam).map(({ kind }) => kind)).toEqual(['confirm'])
  await resume(world, { journey: 'sample' })
  await world.pass(1)
  expect(world.inbox(sam).map(({ kind }) => kind)).toEqual(['confirm', 'module_one'])
})

it.each<[string, (event: EventDetail) => EventDetail]>([
  ['names no journey', ({ journeyId: _, ...event }) => event],
])('fails when the event %s, so that it is kept', async (_, change) => {
  const { world, event } = await confirmed()
  await expect(startConfirmedJourney(world.deps, change(event))).rejects.toThrow('kept')
})

it('fails when the journey is not published, so that the event is tried again and then kept', async () => {
  const { world, event } = await confirmed()
  await world.table.write({ delete: { pk: 'journeys', sk: 'sample' } })
  await expect(startConfirmedJourney(world.worker(), event)).rejects.toThrow('not published')
  expect(await journeysOf(world)).toEqual([])
})
