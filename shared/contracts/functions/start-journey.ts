import type { Env, EnvContract } from '../env.ts'
import type { FunctionContract } from '../function-contract.ts'
import { addressRows, catalogueRows, holdRows, mirrorRows, personRows, versionRows } from '../row-kinds.ts'

export const startJourneyEnv = {
  function: 'start-journey',
  settings: ['TABLE_NAME'],
} as const satisfies EnvContract
export type StartJourneyEnv = Env<typeof startJourneyEnv>

/** Starts a journey once its sign-up is confirmed. */
export const startJourney = {
  env: startJourneyEnv,
  whenItFails: 'new people wait minutes longer for their first module.',
  timeoutSeconds: 30,
  memorySize: 512,
  rowsRead: [catalogueRows, versionRows, mirrorRows, personRows, holdRows],
  rowsWritten: [personRows, addressRows],
  reactsTo: { detailType: ['SignUpConfirmed'] },
} as const satisfies FunctionContract
