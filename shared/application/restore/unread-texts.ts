import { type ReflectionRef, reflectionOf } from '../../store/reflections.ts'
import { generationOf, shelvesOf } from '../../store/shelves.ts'
import { type OnUnreadable, type UnreadableRow, unlessUnreadable } from '../../store/unreadable-row.ts'
import { removalOfUnreadable } from '../reflections/change.ts'
import type { ReflectionDeps } from '../reflections/deps.ts'
import { transactWithRetry } from '../transact-with-retry.ts'

/** Collects unreadable rows of a gap. Whether their texts are still shared is unknown, so nobody is shown them. */
export class UnreadTexts {
  readonly #deps: ReflectionDeps
  readonly #rows = new Map<string, UnreadableRow>()

  constructor(deps: ReflectionDeps) {
    this.#deps = deps
  }

  readonly add: OnUnreadable = row => {
    this.#rows.set(row.message, row)
  }

  /** Takes their excerpts off the shelves. Idempotent. */
  async hide(): Promise<void> {
    for (const row of [...this.#rows.values()]) {
      const ref = reflectionOf(row)
      if (ref) await unlessUnreadable(hideExcerpts(this.#deps, ref), this.add)
    }
  }

  reasons(): string[] {
    return [...this.#rows.keys()]
  }
}

/** Takes a learner's excerpts of a module off its shelves. */
async function hideExcerpts(deps: ReflectionDeps, { learnerId, journeyId, moduleId }: ReflectionRef) {
  const sharing = await deps.shelves.of(journeyId)
  for (const of of shelvesOf(sharing, moduleId)) {
    const shelf = await deps.shelves.shelf(of, generationOf(sharing, of) ?? 0)
    for (const { id } of shelf.filter(({ by }) => by === learnerId))
      await transactWithRetry(deps.table, async () => {
        const writes = await removalOfUnreadable(deps, { ...of, id }, deps.clock.now())
        return { writes: writes ?? [], answer: undefined }
      })
  }
}
