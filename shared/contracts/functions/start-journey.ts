import type { Env, EnvContract } from '../env.ts'
import type { FunctionContract } from '../function-contract.ts'
import { addressRows, personRows } from '../row-kinds.ts'

export const startJourneyEnv = {
  function: 'start-journey',
  settings: ['TABLE_NAME'],
} as const satisfies EnvContract
export type StartJourneyEnv = Env<typeof startJourneyEnv>

/** Begins a journey for somebody when they have confirmed it. */
export const startJourney = {
  env: startJourneyEnv,
  whenItFails: 'new people wait minutes longer for their first module.',
  timeoutSeconds: 30,
  memorySize: 512,
  rowsWritten: [personRows, addressRows],
  reactsTo: { detailType: ['SignUpConfirmed'] },
} as const satisfies FunctionContract
