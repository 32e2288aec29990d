import type { Env, EnvContract } from '../env.ts'
import type { FunctionContract } from '../function-contract.ts'
import { addressRows, catalogueRows, mirrorRows, personRows, versionRows } from '../row-kinds.ts'

export const recordCompletionEnv = {
  function: 'record-completion',
  settings: ['TABLE_NAME', 'LINK_KEYS_SECRET'],
} as const satisfies EnvContract
export type RecordCompletionEnv = Env<typeof recordCompletionEnv>

/** Records modules that were completed on a learning platform. */
export const recordCompletion = {
  env: recordCompletionEnv,
  whenItFails: 'people are reminded of a module that they did on a learning platform.',
  timeoutSeconds: 30,
  memorySize: 512,
  rowsRead: [catalogueRows, versionRows, mirrorRows, personRows],
  rowsWritten: [personRows, addressRows],
} as const satisfies FunctionContract
