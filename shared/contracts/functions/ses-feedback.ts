import type { Env, EnvContract } from '../env.ts'
import type { FunctionContract } from '../function-contract.ts'
import {
  addressRows,
  catalogueRows,
  confirmationRows,
  evidenceRows,
  holdRows,
  mirrorRows,
  personRows,
  versionRows,
} from '../row-kinds.ts'

export const sesFeedbackEnv = {
  function: 'ses-feedback',
  settings: ['TABLE_NAME'],
} as const satisfies EnvContract
export type SesFeedbackEnv = Env<typeof sesFeedbackEnv>

/** Handles SES's reports on emails: sent, bounced, complained about, not delivered. */
export const sesFeedback = {
  env: sesFeedbackEnv,
  whenItFails: 'addresses that bounced are emailed again, and unknown outcomes stay open.',
  timeoutSeconds: 30,
  memorySize: 512,
  rowsRead: [catalogueRows, versionRows, mirrorRows, personRows, confirmationRows],
  rowsWritten: [personRows, addressRows, confirmationRows, evidenceRows, holdRows],
} as const satisfies FunctionContract
