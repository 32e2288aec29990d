import type { JourneyId } from '../../shared/domain/ids.ts'
import { reflectionStore } from '../../shared/store/reflections.ts'
import { shelfStore } from '../../shared/store/shelves.ts'
import { voiceLanes, voiceStore } from '../../shared/store/voices.ts'
import type { OperatorDeps } from './deps.ts'

/** Adds the stores of texts and voices. */
export const withReflections = (deps: OperatorDeps) => ({
  ...deps,
  reflections: reflectionStore(deps.table),
  voices: voiceStore(deps.table),
  shelves: shelfStore(deps.table),
  lanes: voiceLanes(deps.table),
})

const isDenied = (error: unknown): boolean => error instanceof Error && error.name === 'AccessDeniedException'

/**
 * Records that a moderator looked, and who, so that status can say where nobody has.
 * @returns false if the operator has read-only access
 */
export async function noteLook(deps: OperatorDeps, journeyId: JourneyId): Promise<boolean> {
  const { shelves } = withReflections(deps)
  const looked = { lookedAt: deps.clock.now(), lookedBy: await deps.who() }
  try {
    for (;;) {
      const sharing = await shelves.of(journeyId)
      if (sharing.version === 0 || (await shelves.change(sharing, looked))) return true
    }
  } catch (error) {
    if (isDenied(error)) return false
    throw error
  }
}
