import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { SQSClient } from '@aws-sdk/client-sqs'
import { addressHasher } from '../../../shared/adapters/addresses.ts'
import { once } from '../../../shared/adapters/aws-client.ts'
import { systemClock, systemWaiting } from '../../../shared/adapters/clock.ts'
import { eventBridgeBus } from '../../../shared/adapters/event-bus.ts'
import { sendingAccount } from '../../../shared/adapters/mailer.ts'
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
import type { OperatorDeps, TestMailer } from '../deps.ts'
import { eventBridgeReplays } from './archive-replays.ts'
import { localClock } from './clock.ts'
import { sqsDeadLetters } from './dead-letter-queues.ts'
import { functionName, readDeployment } from './deployment.ts'
import { archivedGapEvents } from './gap-events.ts'
import { withBatchesOfBucket } from './given-up-batches.ts'
import { secretLinkKeys } from './link-keys.ts'
import { firstCall } from './local-silence.ts'
import { sesSuppressionList } from './suppression-list.ts'

/** The operator's own credentials in AWS; on this machine any will do, and the name stands in the audit trail. */
const configOf = (place: Place) =>
  place.is === 'stage'
    ? { region: place.region }
    : {
        region: 'eu-west-2',
        endpoint: place.endpoint,
        credentials: { accessKeyId: 'local-operator', secretAccessKey: 'local' },
        maxAttempts: 2,
        // The bucket's name stands in the path, as no name of a host leads here; no other service knows the word.
        forcePathStyle: true,
      }

type Config = ReturnType<typeof configOf>

function openTable(config: Config, TableName: string): Table & TableScan & DueCount {
  const table = { client: new DynamoDBClient(config), TableName, waiting: systemWaiting }
  return {
    ...dynamoReads(table),
    ...dynamoBatchReads(table),
    ...dynamoDueReads(table),
    ...dynamoDueCount(table),
    ...dynamoWrites(table),
    ...dynamoScans(table),
  }
}

/**
 * Opens a deployment, or the system on this machine.
 * @throws OperatorProblem when there is none; and AWS's own errors, for `awsProblem`.
 */
export async function connect(place: Place): Promise<OperatorDeps> {
  const config = configOf(place)
  const lambda = new LambdaClient(config)
  const first = place.is === 'local' ? new LambdaClient({ ...config, ...firstCall }) : lambda
  const deployment = await readDeployment(first, place)
  const clock = place.is === 'local' ? await localClock(deployment.PUBLIC_URL) : systemClock
  const table = openTable(config, deployment.TABLE_NAME)
  const journeys = journeyStore(table)
  const secrets = new SecretsManagerClient(config)
  const readSecret = secretReader(secrets, systemClock.now, console)
  const ses = new SESv2Client(config)
  const events = new EventBridgeClient(config)
  const sqs = new SQSClient(config)
  const objects = once(async () => (await import('./objects.ts')).s3Objects(config))
  const archive = eventBridgeReplays(events, deployment.BUS_NAME)
  return {
    stage: place.stage,
    system: optionsOf(place),
    clock,
    table,
    learners: learnerStore(table),
    library: journeyLibrary(journeys, mirrorStore(table), clock),
    holds: holdStore(table),
    audit: auditStore(table),
    imports: importStore(table),
    counters: counterStore(table),
    evidence: evidenceStore(table),
    confirmations: confirmationStore(table),
    deadLetters: withBatchesOfBucket(sqsDeadLetters(sqs, place.stage), objects),
    functions: lambdaFunctions(lambda, place.stage),
    bus: eventBridgeBus(events, deployment.BUS_NAME),
    archive,
    gapEvents: archivedGapEvents({ archive, sqs, clock, stage: place.stage }),
    replays: replayStore(table),
    repairs: repairStore(table),
    random: systemRandom,
    addresses: async () => addressHasher(await readSecret(deployment.ADDRESS_KEY_SECRET)),
    account: () => sendingAccount(ses),
    suppressionList: sesSuppressionList(ses),
    testMailer: sesTestMailer(ses),
    linkKeys: secretLinkKeys(secrets, deployment.LINK_KEYS_SECRET),
    who: async () => (await import('./caller.ts')).callersArn(config),
  }
}

/** The functions of a deployment, started without waiting for what they do. */
const lambdaFunctions = (client: LambdaClient, stage: string): Functions => ({
  async invoke(name, event) {
    const Payload = JSON.stringify(event)
    const FunctionName = functionName(stage, name)
    await client.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }))
  },
})

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' })

/** Sends single emails outside the configuration set, so that SES tells the system nothing of them (SES API v2, SendEmail). */
const sesTestMailer = (client: SESv2Client): TestMailer => ({
  async send({ from, to, subject, html, text }) {
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: { Subject: utf8(subject), Body: { Html: utf8(html), Text: utf8(text) } },
        },
      }),
    )
  },
})
