import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { ActDeps } from '../application/act.ts'
import type { DeliveryDeps } from '../application/delivery/deps.ts'
import type { FeedbackDeps } from '../application/feedback.ts'
import type { FoldDeps } from '../application/fold-figures.ts'
import { journeyLibrary } from '../application/journey-library.ts'
import type { PublishDeps } from '../application/publish.ts'
import { sendingAccount } from '../application/sending-account.ts'
import type { SignUpDeps } from '../application/sign-up.ts'
import type { Env } from '../contracts/env.ts'
import { OriginKey } from '../contracts/origin-key.ts'
import { allowanceStore } from '../store/allowance.ts'
import { ceilingStore } from '../store/ceiling.ts'
import { confirmationStore } from '../store/confirmations.ts'
import { counterStore } from '../store/counters.ts'
import { dynamoBatchReads, dynamoDueReads, dynamoReads, dynamoWrites } from '../store/dynamo-table.ts'
import { wasErased } from '../store/erasure.ts'
import { evidenceStore } from '../store/evidence.ts'
import { journeyStore } from '../store/journeys.ts'
import { learnerStore } from '../store/learners.ts'
import { limitStore } from '../store/limits.ts'
import { type MailboxStore, mailboxStore } from '../store/mailboxes.ts'
import { paceStore } from '../store/pace.ts'
import { setAsideStore } from '../store/set-aside.ts'
import { type SwitchStore, switchStore } from '../store/switches.ts'
import { type AddressHasher, addressHasher } from './addresses.ts'
import { systemClock } from './clock.ts'
import { dynamoClient } from './dynamo-client.ts'
import { eventBridgeBus } from './fact-bus.ts'
import { givenUpAfter } from './given-up-after.ts'
import { type LinkSigner, linkSigner, parseKeyRing } from './links.ts'
import type { Log } from './log.ts'
import { mailerWhenNeeded } from './mailer-when-needed.ts'
import { queueParking } from './parking.ts'
import { systemRandom } from './random.ts'
import { secretsWhenNeeded } from './secrets-when-needed.ts'

import { systemWaiting } from './waiting.ts'

import { lambdaWorkers } from './workers.ts'

/*
 * The composition root: the only place that knows which real part stands behind each port. Everything else is handed
 * what it needs, so that a test hands it something else. One function a reaction, so that a bundle holds no more.
 */

const table = (TableName: string) => {
  // Left to itself, the SDK would try four times, and a page has fifteen seconds.
  const client = dynamoClient({ maxAttempts: 3, requestHandler: givenUpAfter(4000) })
  const dynamo = { client, TableName, waiting: systemWaiting }
  return { dynamo, ...dynamoReads(dynamo), ...dynamoWrites(dynamo) }
}

const actDeps = (rows: ReturnType<typeof table>): ActDeps => ({
  clock: systemClock,
  learners: learnerStore(rows),
  library: journeyLibrary(journeyStore(rows), systemClock),
})

const secrets = (log: Log) => secretsWhenNeeded(systemClock.now, log)

/** For start-journey. */
export function startJourneyDeps(env: Env<'start-journey'>): ActDeps & { switches: SwitchStore } {
  const rows = table(env.TABLE_NAME)
  return { ...actDeps(rows), switches: switchStore(rows) }
}

/** The parts that need a secret come as promises: secrets are read at the first request and kept for minutes. */
const signer = (read: ReturnType<typeof secrets>, id: string) => async (): Promise<LinkSigner> =>
  linkSigner(parseKeyRing(await read(id)))
const hasher = (read: ReturnType<typeof secrets>, id: string) => async (): Promise<AddressHasher> =>
  addressHasher(await read(id))

/** For record-completion. */
export function recordCompletionDeps(env: Env<'record-completion'>, log: Log) {
  const act = actDeps(table(env.TABLE_NAME))
  const links = signer(secrets(log), env.LINK_KEYS_SECRET)
  return async (): Promise<ActDeps & { links: LinkSigner }> => ({ ...act, links: await links() })
}

/** The key by which requests of the distribution are known. @returns undefined where people reach the pages directly */
export function originKeyOf({ ORIGIN_SECRET }: Pick<Env<'sign-up'>, 'ORIGIN_SECRET'>, log: Log) {
  if (ORIGIN_SECRET === '') return undefined
  const read = secrets(log)
  return async () => OriginKey.parse(JSON.parse(await read(ORIGIN_SECRET))).key
}

/** For sign-up. */
export function signUpDeps(env: Env<'sign-up'>, log: Log) {
  const rows = table(env.TABLE_NAME)
  const act = actDeps(rows)
  const addresses = hasher(secrets(log), env.ADDRESS_KEY_SECRET)
  const limits = limitStore(rows)
  return async (): Promise<SignUpDeps> => ({
    ...act,
    random: systemRandom,
    mailboxes: mailboxStore(rows),
    limits,
    confirmations: confirmationStore(rows),
    networkBudget: env.SIGN_UPS_PER_NETWORK_HOUR,
    addresses: await addresses(),
  })
}

/** What the pages behind signed links need of the world. */
export interface LearnerPagesDeps extends ActDeps {
  links: LinkSigner
  /** Its secret is read only when somebody changes their address. */
  addresses: () => Promise<AddressHasher>
  mailboxes: MailboxStore
}

/** For learner-pages. */
export function learnerPagesDeps(env: Env<'learner-pages'>, log: Log) {
  const rows = table(env.TABLE_NAME)
  const act = actDeps(rows)
  const read = secrets(log)
  const links = signer(read, env.LINK_KEYS_SECRET)
  const addresses = hasher(read, env.ADDRESS_KEY_SECRET)
  return async (): Promise<LearnerPagesDeps> => ({
    ...act,
    links: await links(),
    addresses,
    mailboxes: mailboxStore(rows),
  })
}

/** For deliver-due. */
export function deliverDueDeps(env: Env<'deliver-due'>, log: Log) {
  const rows = table(env.TABLE_NAME)
  const act = actDeps(rows)
  const mailer = mailerWhenNeeded(env.CONFIGURATION_SET)
  const pace = paceStore(rows)
  const allowance = allowanceStore(rows)
  const links = signer(secrets(log), env.LINK_KEYS_SECRET)
  const fixed = {
    ...act,
    random: systemRandom,
    mailer,
    allowance,
    account: sendingAccount({ mailer, pace, allowance, clock: systemClock, log }),
    workers: lambdaWorkers(env.DELIVERY_FUNCTION, env.DELIVERY_WORKERS),
    log,
    table: { ...dynamoBatchReads(rows.dynamo), ...dynamoDueReads(rows.dynamo) },
    pace,
    evidence: evidenceStore(rows),
    confirmations: confirmationStore(rows),
    ceiling: ceilingStore(rows),
    switches: switchStore(rows),
    setAside: setAsideStore(rows),
    publicUrl: env.PUBLIC_URL,
  }
  return async (): Promise<DeliveryDeps> => ({ ...fixed, links: await links() })
}

/** For ses-feedback. */
export function sesFeedbackDeps(env: Env<'ses-feedback'>, log: Log): FeedbackDeps {
  const rows = table(env.TABLE_NAME)
  return {
    ...actDeps(rows),
    evidence: evidenceStore(rows),
    switches: switchStore(rows),
    confirmations: confirmationStore(rows),
    log,
  }
}

/** For publish-facts. */
export function publishFactsDeps(env: Env<'publish-facts'>, log: Log): PublishDeps & FoldDeps {
  const requestHandler = givenUpAfter(4000)
  const rows = table(env.TABLE_NAME)
  return {
    clock: systemClock,
    bus: eventBridgeBus(new EventBridgeClient({ requestHandler }), env.BUS_NAME),
    parking: queueParking(new SQSClient({ requestHandler }), env.PARKING_QUEUE_URL),
    counters: counterStore(rows),
    isErased: wasErased(rows),
    journeys: journeyStore(rows),
    log,
  }
}
