import { systemClock } from '../../adapters/clock.ts'
import { systemRandom } from '../../adapters/random.ts'
import type { ReflectionDeps } from '../../application/reflections/deps.ts'
import { type ShelfLibrary, shelfLibrary } from '../../application/reflections/shelf-library.ts'
import { reflectionStore } from '../../store/reflections.ts'
import { shelfStore } from '../../store/shelves.ts'
import type { OnUnreadable } from '../../store/unreadable-row.ts'
import { voiceStore } from '../../store/voices.ts'
import type { DynamoTable } from './table.ts'

/** The dependencies of every function that stores texts or shows voices. */
export function reflectionDeps(
  table: DynamoTable,
  onUnreadable: OnUnreadable,
): ReflectionDeps & { shelfLibrary: ShelfLibrary } {
  const shelves = shelfStore(table)
  return {
    clock: systemClock,
    random: systemRandom,
    table,
    reflections: reflectionStore(table),
    voices: voiceStore(table),
    shelves,
    shelfLibrary: shelfLibrary(shelves, systemClock, onUnreadable),
  }
}
