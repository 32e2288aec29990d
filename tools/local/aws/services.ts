import { randomUUID } from 'node:crypto'
import type { EventArchive } from '../events/archive.ts'
import type { Buses } from '../events/buses.ts'
import type { Replays } from '../events/replays.ts'
import type { AsyncInvocations } from '../functions/async-invocations.ts'
import type { Functions } from '../functions/functions.ts'
import type { LocalInfrastructure } from '../local-infrastructure.ts'
import type { JsonFile } from '../state/json-file.ts'
import { account } from '../template/place.ts'
import type { Wiring } from '../template/wiring.ts'
import { dynamodb } from './dynamodb.ts'
import { describeActions } from './events/describe.ts'
import { putEvents } from './events/put-events.ts'
import { replayActions } from './events/replay-actions.ts'
import { lambda } from './lambda.ts'
import { MessageMoves } from './message-moves.ts'
import { moveActions } from './move-actions.ts'
import { type Buckets, s3 } from './s3.ts'
import { type Secrets, secretsManager } from './secrets.ts'
import { ApiError, jsonService, type Service } from './service.ts'
import { ses } from './ses/ses.ts'
import type { SesEmulator } from './ses/ses-emulator.ts'
import { type Queues, sqs } from './sqs.ts'
import { sqsQuery } from './sqs-query.ts'

type Parts = LocalInfrastructure & {
  wiring: Wiring
  queues: Queues
  buckets: Buckets
  emulator: SesEmulator
  secrets: JsonFile<Secrets>
  functions: Functions
  invocations: AsyncInvocations
  buses: Buses
  archives: EventArchive[]
  replays: Replays
  /** Called after every write to a table. */
  written: () => void
}

/** All services of the endpoint, by the names that `readCall` returns. */
export function awsServices(parts: Parts): Record<string, Service> {
  const { database, secrets, emulator, functions, invocations } = parts
  const queueService = queueServiceOf(parts)
  return {
    dynamodb: dynamodb(database.endpoint, parts.written),
    sqs: queueService,
    'sqs-query': sqsQuery(queueService),
    s3: s3(parts.emulators.sqs, parts.buckets),
    ses: ses(emulator),
    secretsmanager: secretsManager(secrets),
    sts,
    lambda: lambda(functions, invocations),
    events: jsonService('EventBridge', '1.1', eventActions(parts)),
  }
}

function queueServiceOf(parts: Parts): Service {
  const { emulators, place, queues, wiring } = parts
  return sqs(emulators.sqs, place, queues, moveActions(new MessageMoves(parts), wiring.queues))
}

const eventActions = ({ wiring, buses, archives, replays, clock }: Parts) => ({
  PutEvents: putEvents(buses, clock),
  ...describeActions(wiring.buses, wiring.rules, archives),
  ...replayActions({ ...wiring, replays, archives, clock }),
})

/** STS in the query protocol, with the one action that is used here. */
export const sts: Service = async ({ action, caller }) => {
  if (action !== 'GetCallerIdentity')
    throw new ApiError('InvalidAction', `The local stack knows STS GetCallerIdentity, not ${action}.`)
  const body = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/${plain(caller)}</Arn><UserId>LOCAL</UserId><Account>${account}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`
  return { status: 200, headers: { 'content-type': 'text/xml' }, body: Buffer.from(body) }
}

const plain = (text: string): string => text.replace(/[^A-Za-z0-9+=,.@_-]/g, '-')
