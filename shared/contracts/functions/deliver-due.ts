import type { Env, EnvContract } from '../env.ts'
import type { FunctionContract } from '../function-contract.ts'
import {
  addressRows,
  catalogueRows,
  clearingRows,
  confirmationRows,
  evidenceRows,
  holdRows,
  lostEvidenceRows,
  mailboxRows,
  mirrorRows,
  personRows,
  receivedRows,
  reflectionRows,
  senderRows,
  sharingRows,
  shelfRows,
  suppressedRows,
  versionRows,
  voiceRows,
} from '../row-kinds.ts'

export const deliverDueEnv = {
  function: 'deliver-due',
  settings: [
    'TABLE_NAME',
    'LINK_KEYS_SECRET',
    'PUBLIC_URL',
    'CONFIGURATION_SET',
    'DELIVERY_FUNCTION',
    'DELIVERY_WORKERS',
  ],
} as const satisfies EnvContract
export type DeliverDueEnv = Env<typeof deliverDueEnv>

/** Sends what is due. */
export const deliverDue = {
  env: deliverDueEnv,
  whenItFails: 'no email goes out, confirmations included.',
  // A tick starts it every minute, so the next worker begins before this one stops.
  timeoutSeconds: 120,
  memorySize: 1024,
  rowsRead: [
    catalogueRows,
    versionRows,
    mirrorRows,
    personRows,
    addressRows,
    suppressedRows,
    receivedRows,
    mailboxRows,
    senderRows,
    confirmationRows,
    evidenceRows,
    lostEvidenceRows,
    holdRows,
    reflectionRows,
    voiceRows,
    shelfRows,
    sharingRows,
  ],
  rowsWritten: [
    personRows,
    addressRows,
    receivedRows,
    mailboxRows,
    senderRows,
    confirmationRows,
    evidenceRows,
    holdRows,
    reflectionRows,
    voiceRows,
    shelfRows,
    sharingRows,
    clearingRows,
  ],
  reactsTo: { dueNow: true },
} as const satisfies FunctionContract
