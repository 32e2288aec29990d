import { minute, second } from '../../shared/domain/duration.ts'
import { journeyCirclesStore } from '../../shared/store/journey-circles.ts'
import type { World } from '../../tools/simulation/world.ts'

/** Turns circles on or off in a world, and lets the functions notice. */
export async function turnCircles(world: World, isOn: boolean, smallestPool = 30): Promise<void> {
  const store = journeyCirclesStore(world.table)
  if (!(await store.turn(await store.of('sample'), { isOn, smallestPool }, world.clock.now())))
    throw new Error('Not turned.')
  world.clock.setTo(world.clock.now() + 11 * second)
}

/** Somebody who is done with all modules of the sample journey. */
export async function doneWithAll(world: World, email: string, change: object = {}): Promise<void> {
  await world.learner(email, change)
  for (const module of ['one', 'two', 'three']) {
    await world.done(email, module)
    world.clock.setTo(world.clock.now() + minute)
  }
}
