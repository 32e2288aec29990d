import type { Env, EnvContract } from '../env.ts'
import type { FunctionContract } from '../function-contract.ts'
import { counterRows, erasedRows, markRows, personRows } from '../row-kinds.ts'

export const publishFactsEnv = {
  function: 'publish-facts',
  settings: ['TABLE_NAME', 'BUS_NAME', 'PARKING_QUEUE_URL'],
} as const satisfies EnvContract
export type PublishFactsEnv = Env<typeof publishFactsEnv>

/** Puts on the bus, and counts, what the table's stream tells of each write. */
export const publishFacts = {
  env: publishFactsEnv,
  whenItFails: 'what follows the press of a button comes minutes late, and the counts stand still.',
  timeoutSeconds: 30,
  memorySize: 512,
  rowsWritten: [personRows, counterRows, markRows, erasedRows],
} as const satisfies FunctionContract
