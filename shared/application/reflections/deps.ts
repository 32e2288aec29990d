import type { Clock } from '../../adapters/clock.ts'
import type { Random } from '../../adapters/random.ts'
import type { ReflectionStore } from '../../store/reflections.ts'
import type { ShelfStore } from '../../store/shelves.ts'
import type { Table } from '../../store/table.ts'
import type { VoiceStore } from '../../store/voices.ts'

/** The stores of texts and voices. */
export interface ReflectionStores {
  reflections: ReflectionStore
  voices: VoiceStore
  shelves: ShelfStore
}

/** Dependencies of changing a text and its place on the shelf. */
export interface ReflectionDeps extends ReflectionStores {
  clock: Clock
  random: Pick<Random, 'learnerId'>
  table: Pick<Table, 'transact'>
}
