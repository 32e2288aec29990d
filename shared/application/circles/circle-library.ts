import type { Clock } from '../../adapters/clock.ts'
import type { JourneyId } from '../../domain/ids.ts'
import type { JourneyCirclesStore } from '../../store/journey-circles.ts'
import type { OnUnreadable } from '../../store/unreadable-row.ts'
import { noticedWithin } from '../journey-library.ts'
import { recent } from '../recent.ts'

/**
 * The journeys with circles turned on, cached for ten seconds, in one query for all journeys.
 * @param onUnreadable called for a journey whose row cannot be read. Nobody can join a round there; everything else
 * works.
 */
export function circleLibrary(
  store: Pick<JourneyCirclesStore, 'list'>,
  clock: Clock,
  onUnreadable: OnUnreadable,
) {
  const on = recent(clock, async () => {
    const all = await store.list(onUnreadable)
    return new Set(all.filter(({ isOn }) => isOn).map(({ journeyId }) => journeyId))
  })
  return {
    /** Whether people of a journey can join a round now. */
    isOn: async (journeyId: JourneyId): Promise<boolean> => (await on(noticedWithin)).has(journeyId),
  }
}
export type CircleLibrary = ReturnType<typeof circleLibrary>
