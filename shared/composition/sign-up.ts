import type { Log } from '../adapters/log.ts'
import { systemRandom } from '../adapters/random.ts'
import type { SignUpDeps } from '../application/sign-up.ts'
import type { SignUpEnv } from '../contracts/functions/sign-up.ts'
import { confirmationStore } from '../store/confirmations.ts'
import { limitStore } from '../store/limits.ts'
import { mailboxStore } from '../store/mailboxes.ts'
import { actDeps } from './common/act.ts'
import { hasherOf, secretReader } from './common/secrets.ts'
import { dynamoTable } from './common/table.ts'

export function signUpDeps(env: SignUpEnv, log: Log) {
  const table = dynamoTable(env.TABLE_NAME)
  const addresses = hasherOf(secretReader(log), env.ADDRESS_KEY_SECRET)
  const withoutSecrets = {
    ...actDeps(table),
    random: systemRandom,
    mailboxes: mailboxStore(table),
    limits: limitStore(table),
    confirmations: confirmationStore(table),
    networkBudget: env.SIGN_UPS_PER_NETWORK_HOUR,
  }
  return async (): Promise<SignUpDeps> => ({ ...withoutSecrets, addresses: await addresses() })
}
