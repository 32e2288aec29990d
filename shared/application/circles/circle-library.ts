import type { Clock } from '../../adapters/clock.ts'
import type { JourneyId } from '../../domain/ids.ts'
import type { JourneyCirclesStore } from '../../store/journey-circles.ts'
import { noticedWithin } from '../journey-library.ts'
import { recent } from '../recent.ts'

/** In which journeys people can meet, remembered: it is asked every ten seconds at most, in one query for all of them. */
export function circleLibrary(store: Pick<JourneyCirclesStore, 'list'>, clock: Clock) {
  const on = recent(
    clock,
    async () => new Set((await store.list()).filter(({ isOn }) => isOn).map(({ journeyId }) => journeyId)),
  )
  return {
    /** Whether people of a journey can join a round at this moment. */
    isOn: async (journeyId: JourneyId): Promise<boolean> => (await on(noticedWithin)).has(journeyId),
  }
}
export type CircleLibrary = ReturnType<typeof circleLibrary>
