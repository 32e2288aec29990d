import type { Env, EnvContract } from '../env.ts'
import type { FunctionContract } from '../function-contract.ts'
import {
  addressRows,
  barredRows,
  catalogueRows,
  circleRows,
  circleTieRows,
  clearingRows,
  invitationRows,
  journeyCircleRows,
  mailboxRows,
  mirrorRows,
  personRows,
  proposalRows,
  reflectionRows,
  roundRows,
  sharingRows,
  shelfRows,
  suppressedRows,
  versionRows,
  voiceRows,
} from '../row-kinds.ts'

export const learnerPagesEnv = {
  function: 'learner-pages',
  settings: [
    'TABLE_NAME',
    'LINK_KEYS_SECRET',
    'ADDRESS_KEY_SECRET',
    'ORIGIN_SECRET',
    'PUBLIC_URL',
    'SHARED_DOMAINS',
    'OPERATOR_NAME',
    'OPERATOR_CONTACT',
  ],
} as const satisfies EnvContract
export type LearnerPagesEnv = Env<typeof learnerPagesEnv>

/** The pages behind the signed links of emails. */
export const learnerPages = {
  env: learnerPagesEnv,
  whenItFails: 'no link in an email works: confirm, done, my journey, unsubscribe.',
  // A person waits for the answer.
  timeoutSeconds: 15,
  memorySize: 512,
  rowsRead: [
    catalogueRows,
    versionRows,
    mirrorRows,
    personRows,
    addressRows,
    suppressedRows,
    mailboxRows,
    invitationRows,
    barredRows,
    reflectionRows,
    voiceRows,
    shelfRows,
    sharingRows,
    journeyCircleRows,
    roundRows,
    proposalRows,
    circleRows,
    circleTieRows,
  ],
  rowsWritten: [
    personRows,
    addressRows,
    suppressedRows,
    mailboxRows,
    invitationRows,
    reflectionRows,
    voiceRows,
    shelfRows,
    sharingRows,
    clearingRows,
    roundRows,
    proposalRows,
    circleRows,
    circleTieRows,
  ],
} as const satisfies FunctionContract
