import { hour } from '../../shared/domain/duration.ts'
import { World } from '../../tools/simulation/world.ts'
import { promptJourney } from './doings.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

/** Three people signed up and confirmed at nine while start-journey was broken; at eleven all works again. */
export async function brokenHour(): Promise<World> {
  const world = new World(monday)
  await world.publish(promptJourney())
  world.broken.add('start-journey')
  for (const name of ['nurse', 'porter', 'carer']) {
    await world.signUp(`${name}@example.org`)
    await world.settle()
    await world.confirm(`${name}@example.org`)
    await world.settle()
  }
  world.broken.clear()
  world.clock.setTo(monday + 2 * hour)
  return world
}
