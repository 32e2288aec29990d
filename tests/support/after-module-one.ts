import type { Instant } from '../../shared/domain/ids.ts'
import { World } from '../../tools/simulation/world.ts'

/** A world from this moment on in which these people have done the first module; the second is due two days later. */
export async function afterModuleOne(at: Instant, people: readonly string[]): Promise<World> {
  const world = new World(at)
  await world.publish()
  for (const email of people) await world.learner(email)
  for (const email of people) await world.done(email, 'one')
  await world.settle()
  await world.feedback()
  return world
}
