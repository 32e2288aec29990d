import type { Clock } from '../../adapters/clock.ts'
import type { Instant, JourneyId } from '../../domain/ids.ts'
import type { Shelf } from '../../domain/reflections/shelf.ts'
import {
  generationOf,
  type JourneySharing,
  noSharing,
  type ShelfRef,
  type ShelfStore,
} from '../../store/shelves.ts'
import { noticedWithin } from '../journey-library.ts'

/**
 * The shelves, remembered: a generation never changes, so only which one is current is asked again, every ten seconds at
 * most, in one query for all journeys. So no view and no email costs a read of its own, and what is taken back is gone
 * from all of them ten seconds later.
 */
export function shelfLibrary(store: ShelfStore, clock: Clock) {
  const shelves = new Map<string, Promise<Shelf>>()
  let current: { at: Instant; sharing: Promise<Map<JourneyId, JourneySharing>> } | undefined

  const all = () => {
    const now = clock.now()
    if (!current || now - current.at > noticedWithin || now < current.at) {
      const sharing = store.list().then(list => new Map(list.map(one => [one.journeyId, one])))
      current = { at: now, sharing }
      sharing.catch(() => {
        current = undefined
      })
    }
    return current.sharing
  }

  const of = async (journeyId: JourneyId): Promise<JourneySharing> =>
    (await all()).get(journeyId) ?? noSharing(journeyId)

  return {
    /** The journeys in which anything was ever shared, or sharing turned on. */
    journeys: async (): Promise<JourneyId[]> => [...(await all()).keys()],

    /** Whether learners of a journey may share at this moment. */
    isOn: async (journeyId: JourneyId): Promise<boolean> => (await of(journeyId)).isOn,

    /** The voices that may be shown; none while the journey shares nothing. */
    async shelf(ref: ShelfRef): Promise<Shelf> {
      const sharing = await of(ref.journeyId)
      const generation = generationOf(sharing, ref)
      if (!sharing.isOn || generation === undefined) return []
      const key = `${ref.journeyId}#${ref.moduleId}#${ref.wording}`
      const named = `${key}#${generation}`
      const known = shelves.get(named)
      if (known) return known
      for (const old of shelves.keys()) if (old.startsWith(`${key}#`)) shelves.delete(old)
      const read = store.shelf(ref, generation)
      shelves.set(named, read)
      read.catch(() => shelves.delete(named))
      return read
    },
  }
}
export type ShelfLibrary = ReturnType<typeof shelfLibrary>
