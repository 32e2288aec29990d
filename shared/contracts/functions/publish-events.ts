import type { Env, EnvContract } from '../env.ts'
import type { FunctionContract } from '../function-contract.ts'
import { catalogueRows, counterRows, erasedRows, markRows, mirrorRows, personRows } from '../row-kinds.ts'

export const publishEventsEnv = {
  function: 'publish-events',
  settings: ['TABLE_NAME', 'BUS_NAME', 'DEAD_LETTER_QUEUE_URL'],
} as const satisfies EnvContract
export type PublishEventsEnv = Env<typeof publishEventsEnv>

/** Puts the events of each write on the bus, from the table's stream, and counts them. */
export const publishEvents = {
  env: publishEventsEnv,
  whenItFails: 'what follows the press of a button comes minutes late, and the counts stand still.',
  timeoutSeconds: 30,
  memorySize: 512,
  rowsRead: [catalogueRows, personRows, counterRows, markRows],
  rowsWritten: [personRows, counterRows, markRows, erasedRows, mirrorRows],
} as const satisfies FunctionContract
