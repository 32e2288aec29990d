import type { Clock } from '../../adapters/clock.ts'
import { hour } from '../../domain/duration.ts'
import type { Instant, JourneyId } from '../../domain/ids.ts'
import type { VoiceLanes } from '../../store/voices.ts'
import type { ShelfLibrary } from './shelf-library.ts'

/**
 * An excerpt with words of risk that waits longer than this, in milliseconds, raises an alarm: its writer may need
 * help.
 */
export const riskReadWithin = 24 * hour

/** Since when a journey's oldest excerpt with words of risk waits to be read; undefined if none does. */
export async function riskWaitsSince(
  { lanes, clock }: { lanes: VoiceLanes; clock: Clock },
  journeyId: JourneyId,
): Promise<Instant | undefined> {
  const [oldest] = await lanes.urgent(journeyId, 'risk', clock.now(), 1)
  return oldest?.since
}

/** How long the oldest one in any journey has waited, in milliseconds; 0 if none waits. */
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
