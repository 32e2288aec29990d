import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { SQSClient } from '@aws-sdk/client-sqs'
import { systemClock } from '../adapters/clock.ts'
import { eventBridgeBus } from '../adapters/fact-bus.ts'
import { givenUpAfter } from '../adapters/given-up-after.ts'
import type { Log } from '../adapters/log.ts'
import { queueParking } from '../adapters/parking.ts'
import type { FoldDeps } from '../application/fold-figures.ts'
import type { PublishDeps } from '../application/publish.ts'
import type { PublishFactsEnv } from '../contracts/functions/publish-facts.ts'
import { counterStore } from '../store/counters.ts'
import { wasErased } from '../store/erasure.ts'
import { journeyStore } from '../store/journeys.ts'
import { dynamoTable } from './common/table.ts'

export function publishFactsDeps(env: PublishFactsEnv, log: Log): PublishDeps & FoldDeps {
  const requestHandler = givenUpAfter(4000)
  const table = dynamoTable(env.TABLE_NAME)
  return {
    clock: systemClock,
    bus: eventBridgeBus(new EventBridgeClient({ requestHandler }), env.BUS_NAME),
    parking: queueParking(new SQSClient({ requestHandler }), env.PARKING_QUEUE_URL),
    counters: counterStore(table),
    isErased: wasErased(table),
    journeys: journeyStore(table),
    log,
  }
}
