import type { Clock } from '../../adapters/clock.ts'
import type { JourneyId } from '../../domain/ids.ts'
import type { Shelf } from '../../domain/reflections/shelf.ts'
import {
  generationOf,
  type JourneySharing,
  noSharing,
  type ShelfRef,
  type ShelfStore,
} from '../../store/shelves.ts'
import { type CannotRead, unlessUnreadable } from '../../store/unreadable-row.ts'
import { noticedWithin } from '../journey-library.ts'
import { recent } from '../recent.ts'

/**
 * The shelves, remembered: a generation never changes, so only which one is current is asked again, every ten seconds at
 * most, in one query for all journeys. So no view and no email costs a read of its own, and what is taken back is gone
 * from all of them ten seconds later.
 * @param cannotRead told of a row that this version cannot read: no voice of that journey or shelf is shown.
 */
export function shelfLibrary(store: ShelfStore, clock: Clock, cannotRead: CannotRead) {
  const shelves = new Map<string, Promise<Shelf>>()
  const all = recent(
    clock,
    async () => new Map((await store.list(cannotRead)).map(sharing => [sharing.journeyId, sharing])),
  )

  const of = async (journeyId: JourneyId): Promise<JourneySharing> =>
    (await all(noticedWithin)).get(journeyId) ?? noSharing(journeyId)

  return {
    /** The journeys in which anything was ever shared, or sharing turned on. */
    journeys: async (): Promise<JourneyId[]> => [...(await all(noticedWithin)).keys()],

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
      const read = unlessUnreadable(store.shelf(ref, generation), cannotRead).then(voices => voices ?? [])
      shelves.set(named, read)
      read.catch(() => shelves.delete(named))
      return read
    },
  }
}
export type ShelfLibrary = ReturnType<typeof shelfLibrary>
