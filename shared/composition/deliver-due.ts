import { systemClock } from '../adapters/clock.ts'
import type { Log } from '../adapters/log.ts'
import { mailerWhenNeeded } from '../adapters/mailer-when-needed.ts'
import { systemRandom } from '../adapters/random.ts'
import { lambdaWorkers } from '../adapters/workers.ts'
import { circleLibrary } from '../application/circles/circle-library.ts'
import type { DeliveryDeps } from '../application/delivery/deps.ts'
import { logUnreadable } from '../application/log-unreadable.ts'
import { sendingAccount } from '../application/sending-account.ts'
import type { DeliverDueEnv } from '../contracts/functions/deliver-due.ts'
import { allowanceStore } from '../store/allowance.ts'
import { ceilingStore } from '../store/ceiling.ts'
import { clearingStore } from '../store/clearing.ts'
import { confirmationStore } from '../store/confirmations.ts'
import { dynamoBatchReads, dynamoDueReads } from '../store/dynamo-reads.ts'
import { evidenceStore } from '../store/evidence.ts'
import { holdStore } from '../store/holds.ts'
import { journeyCirclesStore } from '../store/journey-circles.ts'
import { mailboxStore } from '../store/mailboxes.ts'
import { paceStore } from '../store/pace.ts'
import { quarantineStore } from '../store/quarantine.ts'
import { receivedSignUpStore } from '../store/received-sign-ups.ts'
import { expiringShelves } from '../store/shelves.ts'
import { voiceLanes } from '../store/voices.ts'
import { commandDeps } from './common/command-deps.ts'
import { groupsIn } from './common/groups.ts'
import { reflectionDeps } from './common/reflections.ts'
import { secretReader, signerOf } from './common/secrets.ts'
import { dynamoTable } from './common/table.ts'

/** The dependencies of deliver-due, with the real adapters. */
export function deliverDueDeps(env: DeliverDueEnv, log: Log) {
  const table = dynamoTable(env.TABLE_NAME)
  const mailer = mailerWhenNeeded(env.CONFIGURATION_SET)
  const pace = paceStore(table)
  const allowance = allowanceStore(table)
  const onUnreadable = logUnreadable(log)
  const links = signerOf(secretReader(log), env.LINK_KEYS_SECRET)
  const withoutSecrets = {
    ...commandDeps(table, log),
    ...reflectionDeps(table, onUnreadable),
    random: systemRandom,
    mailer,
    allowance,
    account: sendingAccount({ mailer, pace, allowance, clock: systemClock, log }),
    workers: lambdaWorkers(env.DELIVERY_FUNCTION, env.DELIVERY_WORKERS),
    log,
    table: { ...table, ...dynamoBatchReads(table.dynamo), ...dynamoDueReads(table.dynamo) },
    pace,
    clearing: clearingStore({ ...table, ...dynamoDueReads(table.dynamo) }),
    lanes: voiceLanes(dynamoDueReads(table.dynamo)),
    expiringShelves: expiringShelves(dynamoDueReads(table.dynamo)),
    evidence: evidenceStore(table),
    confirmations: confirmationStore(table),
    ceiling: ceilingStore(table),
    holds: holdStore(table),
    quarantined: quarantineStore(table),
    received: receivedSignUpStore(table),
    circleLibrary: circleLibrary(journeyCirclesStore(table), systemClock, onUnreadable),
    groups: groupsIn(table),
    mailboxes: mailboxStore(table),
    publicUrl: env.PUBLIC_URL,
  }
  return async (): Promise<DeliveryDeps> => ({ ...withoutSecrets, links: await links() })
}
