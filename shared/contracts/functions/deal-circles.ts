import type { Env, EnvContract } from '../env.ts'
import type { FunctionContract } from '../function-contract.ts'
import {
  barredRows,
  catalogueRows,
  circleRows,
  circleTieRows,
  journeyCircleRows,
  personRows,
  proposalRows,
  roundRows,
  versionRows,
} from '../row-kinds.ts'

export const dealCirclesEnv = {
  function: 'deal-circles',
  settings: ['TABLE_NAME'],
} as const satisfies EnvContract
export type DealCirclesEnv = Env<typeof dealCirclesEnv>

/**
 * Proposes groups once a round has closed, and advances proposals and circles: letters, introductions, turns, the
 * end.
 */
export const dealCircles = {
  env: dealCirclesEnv,
  whenItFails: 'nobody who joined a round is proposed to anybody, and circles go on with nothing.',
  // It looks up everybody in a round: one run works for twelve minutes, and the next one continues.
  timeoutSeconds: 840,
  // Dealing 100,000 people takes 300 MB (docs/performance.md).
  memorySize: 1024,
  rowsRead: [
    catalogueRows,
    versionRows,
    personRows,
    barredRows,
    journeyCircleRows,
    roundRows,
    proposalRows,
    circleRows,
    circleTieRows,
  ],
  rowsWritten: [personRows, roundRows, proposalRows, circleRows, circleTieRows],
} as const satisfies FunctionContract
