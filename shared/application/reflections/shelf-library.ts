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
import { type OnUnreadable, unlessUnreadable } from '../../store/unreadable-row.ts'
import { noticedWithin } from '../journey-library.ts'
import { recent } from '../recent.ts'

/**
 * Caches the shelves. A generation never changes, so only the current generation's number is read again: every ten
 * seconds at most, in one query for all journeys. No page or email costs a read of its own, and a withdrawn voice
 * disappears within ten seconds.
 * @param onUnreadable called for rows that this version cannot read. No voice of that journey or shelf is shown then.
 */
export function shelfLibrary(store: ShelfStore, clock: Clock, onUnreadable: OnUnreadable) {
  const shelves = new Map<string, Promise<Shelf>>()
  const all = recent(
    clock,
    async () => new Map((await store.list(onUnreadable)).map(sharing => [sharing.journeyId, sharing])),
  )

  const of = async (journeyId: JourneyId): Promise<JourneySharing> =>
    (await all(noticedWithin)).get(journeyId) ?? noSharing(journeyId)

  return {
    /** The journeys in which sharing was ever turned on or used. */
    journeys: async (): Promise<JourneyId[]> => [...(await all(noticedWithin)).keys()],

    /** Whether learners of a journey may share now. */
    isOn: async (journeyId: JourneyId): Promise<boolean> => (await of(journeyId)).isOn,

    /** The voices that may be shown; none while sharing is off. */
    async shelf(ref: ShelfRef): Promise<Shelf> {
      const sharing = await of(ref.journeyId)
      const generation = generationOf(sharing, ref)
      if (!sharing.isOn || generation === undefined) return []
      const key = `${ref.journeyId}#${ref.moduleId}#${ref.wording}`
      const named = `${key}#${generation}`
      const known = shelves.get(named)
      if (known) return known
      for (const old of shelves.keys()) if (old.startsWith(`${key}#`)) shelves.delete(old)
      const read = unlessUnreadable(store.shelf(ref, generation), onUnreadable).then(voices => voices ?? [])
      shelves.set(named, read)
      read.catch(() => shelves.delete(named))
      return read
    },
  }
}
export type ShelfLibrary = ReturnType<typeof shelfLibrary>
