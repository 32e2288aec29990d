import type { OutgoingEvent } from '../../shared/adapters/event-bus.ts'
import type { Instant } from '../../shared/domain/ids.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'
import { World } from '../../tools/simulation/world.ts'
import { pause } from './holds.ts'

/** A copy of the table as it is at this moment, as a restore would bring it back: under another name. */
export const backupOf = (world: World): Promise<World> =>
  World.copy(world, new MemoryTable({ name: `${world.table.name}-restored` }))

/**
 * Puts an old copy of the table under the system, with delivery paused: what was sent stays sent, and time goes on from
 * where it is.
 */
export async function restore(backup: World, lost: World): Promise<World> {
  backup.clock.setTo(lost.clock.now())
  backup.ses.delivered.splice(0, backup.ses.delivered.length, ...lost.ses.delivered)
  await pause(backup, 'delivery')
  return backup
}

/** What an archive of the bus gives, in no order. */
export const archivedFrom = (world: World) => ({
  async read(from: Instant, until: Instant): Promise<OutgoingEvent[]> {
    const inWindow = world.published.filter(({ detail }) => {
      const at = Date.parse(detail.at)
      return at >= from && at < until
    })
    return inWindow.toReversed()
  },
})
