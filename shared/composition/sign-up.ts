import { systemClock } from '../adapters/clock.ts'
import type { Log } from '../adapters/log.ts'
import { systemRandom } from '../adapters/random.ts'
import { journeyLibrary } from '../application/journey-library.ts'
import { logUnreadable } from '../application/log-unreadable.ts'
import { shelfLibrary } from '../application/reflections/shelf-library.ts'
import type { SignUpDeps } from '../application/sign-up.ts'
import type { SignUpEnv } from '../contracts/functions/sign-up.ts'
import { confirmationStore } from '../store/confirmations.ts'
import { invitationStore } from '../store/invitations.ts'
import { journeyStore } from '../store/journeys.ts'
import { limitStore } from '../store/limits.ts'
import { receivedSignUpStore } from '../store/received-sign-ups.ts'
import { sentPageStore } from '../store/sent-pages.ts'
import { shelfStore } from '../store/shelves.ts'
import { shownMirrors } from '../store/shown-mirrors.ts'
import { hasherOf, secretReader } from './common/secrets.ts'
import { dynamoTable } from './common/table.ts'

/** The dependencies of sign-up, with the real adapters. */
export function signUpDeps(env: SignUpEnv, log: Log) {
  const table = dynamoTable(env.TABLE_NAME)
  const onUnreadable = logUnreadable(log)
  const addresses = hasherOf(secretReader(log), env.ADDRESS_KEY_SECRET)
  const withoutSecrets = {
    clock: systemClock,
    library: journeyLibrary(journeyStore(table), shownMirrors(table), systemClock, onUnreadable),
    shelfLibrary: shelfLibrary(shelfStore(table), systemClock, onUnreadable),
    random: systemRandom,
    received: receivedSignUpStore(table),
    sentPages: sentPageStore(table),
    table,
    invitations: invitationStore(table),
    limits: limitStore(table),
    confirmations: confirmationStore(table),
    networkBudget: env.SIGN_UPS_PER_NETWORK_HOUR,
  }
  return async (): Promise<SignUpDeps> => ({ ...withoutSecrets, addresses: await addresses() })
}
