import { erase } from '../../shared/application/erase.ts'
import { leave } from '../../shared/application/leave.ts'
import type { JourneyId } from '../../shared/domain/ids.ts'
import type { World } from '../simulation/world.ts'

/** The ways to stop. */
export type WayOut = 'pauses' | 'leaves' | 'erases'

/**
 * Makes somebody pause, leave or erase themselves, with the buttons for it.
 * @returns whether they could
 */
export async function goes(world: World, email: string, journeyId: JourneyId, way: WayOut): Promise<boolean> {
  const id = (await world.find(email))?.learner.id
  if (id === undefined) return false
  if (way === 'pauses')
    return (await world.execute(email, { type: 'PauseJourney', journeyId })).outcome === 'done'
  if (way === 'leaves') await leave(world.deps, id, 'page')
  else await erase(world.deps, world.addresses, id)
  return true
}
