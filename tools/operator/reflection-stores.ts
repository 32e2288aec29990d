import { reflectionStore } from '../../shared/store/reflections.ts'
import { shelfStore } from '../../shared/store/shelves.ts'
import { voiceLanes, voiceStore } from '../../shared/store/voices.ts'
import type { OperatorDeps } from './deps.ts'

/** With the rows that texts and voices stand in. */
export const withReflections = (deps: OperatorDeps) => ({
  ...deps,
  reflections: reflectionStore(deps.table),
  voices: voiceStore(deps.table),
  shelves: shelfStore(deps.table),
  lanes: voiceLanes(deps.table),
})
