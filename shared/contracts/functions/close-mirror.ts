import type { Env, EnvContract } from '../env.ts'
import type { FunctionContract } from '../function-contract.ts'
import { catalogueRows, mirrorRows, versionRows } from '../row-kinds.ts'

export const closeMirrorEnv = {
  function: 'close-mirror',
  settings: ['TABLE_NAME'],
} as const satisfies EnvContract
export type CloseMirrorEnv = Env<typeof closeMirrorEnv>

/** Once a week, counts the answers to the modules' questions and publishes them on pages and in emails. */
export const closeMirror = {
  env: closeMirrorEnv,
  whenItFails: 'what others answered to the questions of modules stays as it was last week.',
  // It reads every row: one run reads for twelve minutes, and the next one continues.
  timeoutSeconds: 840,
  memorySize: 512,
  rowsRead: [catalogueRows, versionRows, mirrorRows],
  rowsWritten: [mirrorRows],
} as const satisfies FunctionContract
