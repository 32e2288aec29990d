import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SQSClient } from '@aws-sdk/client-sqs'
import { addressHasher } from '../../../shared/adapters/addresses.ts'
import { once } from '../../../shared/adapters/aws-client.ts'
import { systemClock, systemWaiting } from '../../../shared/adapters/clock.ts'
import { systemRandom } from '../../../shared/adapters/random.ts'
import { secretReader } from '../../../shared/adapters/secrets.ts'
import { journeyLibrary } from '../../../shared/application/journey-library.ts'
import { auditStore } from '../../../shared/store/audit.ts'
import { confirmationStore } from '../../../shared/store/confirmations.ts'
import { counterStore } from '../../../shared/store/counters.ts'
import type { DueCount } from '../../../shared/store/due.ts'
import { dynamoDueCount } from '../../../shared/store/dynamo-due-count.ts'
import {
  dynamoBatchReads,
  dynamoDueReads,
  dynamoReads,
  dynamoScans,
} from '../../../shared/store/dynamo-reads.ts'
import { dynamoWrites } from '../../../shared/store/dynamo-writes.ts'
import { evidenceStore } from '../../../shared/store/evidence.ts'
import { holdStore } from '../../../shared/store/holds.ts'
import { importStore } from '../../../shared/store/imports.ts'
import { journeyStore } from '../../../shared/store/journeys.ts'
import { learnerStore } from '../../../shared/store/learners.ts'
import { mirrorStore } from '../../../shared/store/mirror.ts'
import { repairStore } from '../../../shared/store/repairs.ts'
import { replayStore } from '../../../shared/store/replays.ts'
import type { Table, TableScan } from '../../../shared/store/table.ts'
import { optionsOf, type Place } from '../command/place.ts'
import type { Functions } from '../dead-letters/queues.ts'
import type { OperatorDeps } from '../deps.ts'
import { awsClock, localClock } from './clock.ts'
import { sqsDeadLetters } from './dead-letter-queues.ts'
import { functionName, readDeployment } from './deployment.ts'
import { archivedGapEvents } from './gap-events.ts'
import { withBatchesOfBucket } from './given-up-batches.ts'
import { secretLinkKeys } from './link-keys.ts'
import { firstCall, opensAnew } from './local-silence.ts'
import { patienceSeconds, patient } from './patience.ts'

/** The operator's own AWS credentials. For the local system any will do; the name appears in the audit trail. */
const configOf = (place: Place, seconds: number) =>
  place.is === 'stage'
    ? { region: place.region, ...patient(seconds) }
    : {
        region: 'eu-west-2',
        endpoint: place.endpoint,
        credentials: { accessKeyId: 'local-operator', secretAccessKey: 'local' },
        maxAttempts: 2,
        ...opensAnew(seconds),
        // Buckets are addressed by path, because no host name leads to the local system.
        forcePathStyle: true,
      }

type Config = ReturnType<typeof configOf>

function openTable(client: DynamoDBClient, TableName: string): Table & TableScan & DueCount {
  const table = { client, TableName, waiting: systemWaiting }
  return {
    ...dynamoReads(table),
    ...dynamoBatchReads(table),
    ...dynamoDueReads(table),
    ...dynamoDueCount(table),
    ...dynamoWrites(table),
    ...dynamoScans(table),
  }
}

/** SES, loaded at the first call, because most commands make none. */
function sesWhenNeeded(config: Config): Pick<OperatorDeps, 'account' | 'suppressionList' | 'testMailer'> {
  const ses = once(async () => (await import('./ses.ts')).sesOf(config))
  return {
    account: async () => (await ses()).account(),
    suppressionList: {
      since: async from => (await ses()).suppressionList.since(from),
      remove: async address => (await ses()).suppressionList.remove(address),
    },
    testMailer: { send: async email => (await ses()).testMailer.send(email) },
  }
}

/** EventBridge, loaded in the same way. */
function eventBridgeWhenNeeded(
  config: Config,
  busName: string,
  stage: string,
): Pick<OperatorDeps, 'bus' | 'archive' | 'schedules'> {
  const events = once(async () => (await import('./event-bridge.ts')).eventBridgeOf(config, busName, stage))
  return {
    schedules: async () => (await events()).schedules(),
    bus: { put: async outgoing => (await events()).bus.put(outgoing) },
    archive: {
      rules: async () => (await events()).archive.rules(),
      start: async window => (await events()).archive.start(window),
      describe: async name => (await events()).archive.describe(name),
      cancel: async name => (await events()).archive.cancel(name),
    },
  }
}

/**
 * Opens a deployment or the local system.
 * @param says reports that the machine's clock is wrong.
 * @param seconds how long to wait for an answer.
 * @throws OperatorProblem if there is none; and AWS's own errors, for `awsProblem`.
 */
export async function connect(
  place: Place,
  says: (words: string) => void,
  seconds = patienceSeconds,
): Promise<OperatorDeps> {
  const config = configOf(place, seconds)
  const aws = awsClock()
  const lambda = aws.listensTo(new LambdaClient(config))
  const first = place.is === 'local' ? new LambdaClient({ ...config, ...firstCall(seconds) }) : lambda
  const deployment = await readDeployment(first, place)
  const clock = place.is === 'local' ? await localClock(deployment.PUBLIC_URL, seconds) : aws.clock
  if (place.is === 'stage') aws.tell(says)
  const table = openTable(aws.listensTo(new DynamoDBClient(config)), deployment.TABLE_NAME)
  const journeys = journeyStore(table)
  const secrets = new SecretsManagerClient(config)
  const readSecret = secretReader(secrets, systemClock.now, console)
  const sqs = new SQSClient(config)
  const objects = once(async () => (await import('./objects.ts')).s3Objects(config))
  const { account, suppressionList, testMailer } = sesWhenNeeded(config)
  const { bus, archive, schedules } = eventBridgeWhenNeeded(config, deployment.BUS_NAME, place.stage)
  return {
    stage: place.stage,
    system: optionsOf(place),
    clock,
    table,
    learners: learnerStore(table),
    // Commands go on without it, and `reconcile` names it.
    library: journeyLibrary(journeys, mirrorStore(table), clock, () => {}),
    holds: holdStore(table),
    audit: auditStore(table),
    imports: importStore(table),
    counters: counterStore(table),
    evidence: evidenceStore(table),
    confirmations: confirmationStore(table),
    deadLetters: withBatchesOfBucket(sqsDeadLetters(sqs, place.stage), objects),
    functions: lambdaFunctions(lambda, place.stage),
    bus,
    archive,
    schedules,
    gapEvents: archivedGapEvents({ archive, sqs, clock, stage: place.stage }),
    replays: replayStore(table),
    repairs: repairStore(table),
    random: systemRandom,
    addresses: async () => addressHasher(await readSecret(deployment.ADDRESS_KEY_SECRET)),
    account,
    suppressionList,
    testMailer,
    linkKeys: secretLinkKeys(secrets, deployment.LINK_KEYS_SECRET),
    who: async () => (await import('./caller.ts')).callersArn(config),
  }
}

/** The functions of a deployment, invoked asynchronously. */
const lambdaFunctions = (client: LambdaClient, stage: string): Functions => ({
  async invoke(name, event) {
    const Payload = JSON.stringify(event)
    const FunctionName = functionName(stage, name)
    await client.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }))
  },
})
