import type { Clock } from '../../adapters/clock.ts'
import type { JourneyId } from '../../domain/ids.ts'
import type { JourneyCirclesStore } from '../../store/journey-circles.ts'
import type { CannotRead } from '../../store/unreadable-row.ts'
import { noticedWithin } from '../journey-library.ts'
import { recent } from '../recent.ts'

/**
 * In which journeys people can meet, remembered: it is asked every ten seconds at most, in one query for all of them.
 * @param cannotRead told of a journey of which it cannot be read: nobody can join there, and whatever else they do goes on.
 */
export function circleLibrary(
  store: Pick<JourneyCirclesStore, 'list'>,
  clock: Clock,
  cannotRead: CannotRead,
) {
  const on = recent(clock, async () => {
    const all = await store.list(cannotRead)
    return new Set(all.filter(({ isOn }) => isOn).map(({ journeyId }) => journeyId))
  })
  return {
    /** Whether people of a journey can join a round at this moment. */
    isOn: async (journeyId: JourneyId): Promise<boolean> => (await on(noticedWithin)).has(journeyId),
  }
}
export type CircleLibrary = ReturnType<typeof circleLibrary>
