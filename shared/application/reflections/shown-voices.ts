import type { Clock } from '../../adapters/clock.ts'
import type { JourneyId, ModuleId } from '../../domain/ids.ts'
import { wordingVersion } from '../../domain/reflections/reflection.ts'
import { chooseVoices, type Reader, type Shelf } from '../../domain/reflections/shelf.ts'
import type { JourneyLibrary } from '../journey-library.ts'
import type { ShelfLibrary } from './shelf-library.ts'

/** A module of a journey. */
interface ModuleRef {
  journeyId: JourneyId
  moduleId: ModuleId
}

/** Dependencies of showing voices; both are caches. */
export interface ShownVoicesDeps {
  clock: Clock
  library: Pick<JourneyLibrary, 'page'>
  shelfLibrary: Pick<ShelfLibrary, 'shelf'>
}

/** The version of a module's open question in the current journey version; undefined if there is no such module. */
export async function wordingOf(
  { library }: Pick<ShownVoicesDeps, 'library'>,
  { journeyId, moduleId }: ModuleRef,
): Promise<string | undefined> {
  const page = await library.page(journeyId, moduleId)
  return page && wordingVersion(page.reflection)
}

/**
 * The voices that a reader is shown for a module, on its page and in the next module's email. Chosen anew each time and
 * the same for a reader while the shelf is the same; who was shown what is stored nowhere.
 */
export async function voicesFor(
  deps: ShownVoicesDeps,
  { id, sector }: Reader,
  { journeyId, moduleId }: ModuleRef,
): Promise<Shelf> {
  const wording = await wordingOf(deps, { journeyId, moduleId })
  if (wording === undefined) return []
  const shelf = await deps.shelfLibrary.shelf({ journeyId, moduleId, wording })
  return chooseVoices(shelf, { id, sector }, deps.clock.now())
}
