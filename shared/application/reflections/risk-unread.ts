import type { Clock } from '../../adapters/clock.ts'
import { hour } from '../../domain/duration.ts'
import type { Instant, JourneyId } from '../../domain/ids.ts'
import type { VoiceLanes } from '../../store/voices.ts'
import type { ShelfLibrary } from './shelf-library.ts'

/** Whoever shares words of risk may be waiting for somebody: longer than this, an alarm says so. */
export const riskReadWithin = 24 * hour

/** Since when the excerpt of a journey with words of risk that waits longest waits to be read; undefined where none does. */
export async function riskWaitsSince(
  { lanes, clock }: { lanes: VoiceLanes; clock: Clock },
  journeyId: JourneyId,
): Promise<Instant | undefined> {
  const [oldest] = await lanes.urgent(journeyId, 'risk', clock.now(), 1)
  return oldest?.since
}

/** How long the one that waits longest in any journey has waited, in milliseconds; 0 where none waits. */
export async function longestRiskUnread(deps: {
  shelfLibrary: ShelfLibrary
  lanes: VoiceLanes
  clock: Clock
}): Promise<number> {
  const journeys = await deps.shelfLibrary.journeys()
  const since = await Promise.all(journeys.map(id => riskWaitsSince(deps, id)))
  const now = deps.clock.now()
  return Math.max(0, ...since.flatMap(at => (at === undefined ? [] : [now - at])))
}
