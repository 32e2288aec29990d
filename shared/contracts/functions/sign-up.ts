import type { Env, EnvContract } from '../env.ts'
import type { FunctionContract } from '../function-contract.ts'
import {
  catalogueRows,
  confirmationRows,
  invitationRows,
  limitRows,
  mirrorRows,
  receivedRows,
  sentPageRows,
  sharingRows,
  shelfRows,
  versionRows,
} from '../row-kinds.ts'

export const signUpEnv = {
  function: 'sign-up',
  settings: [
    'TABLE_NAME',
    'ADDRESS_KEY_SECRET',
    'ORIGIN_SECRET',
    'PUBLIC_URL',
    'DEFAULT_JOURNEY',
    'ALLOWED_ORIGINS',
    'ALLOWED_RETURN_URLS',
    'SIGN_UPS_PER_NETWORK_HOUR',
    'OPERATOR_NAME',
    'OPERATOR_CONTACT',
    'SECURITY_CONTACT',
  ],
} as const satisfies EnvContract
export type SignUpEnv = Env<typeof signUpEnv>

/** The public pages: what ShiftWorks is, the sign-up form, the statements. */
export const signUp = {
  env: signUpEnv,
  whenItFails: 'nobody can sign up, or ask by their address for what is held about them.',
  // A person waits for the answer.
  timeoutSeconds: 15,
  memorySize: 512,
  rowsRead: [
    catalogueRows,
    versionRows,
    mirrorRows,
    sentPageRows,
    invitationRows,
    confirmationRows,
    sharingRows,
    shelfRows,
  ],
  rowsWritten: [receivedRows, sentPageRows, limitRows],
} as const satisfies FunctionContract
