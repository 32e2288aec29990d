import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { SQSClient } from '@aws-sdk/client-sqs'
import { timeoutAfterSeconds } from '../adapters/aws-client.ts'
import { systemClock } from '../adapters/clock.ts'
import { deadLetterQueueSink } from '../adapters/dead-letter-sink.ts'
import { eventBridgeBus } from '../adapters/event-bus.ts'
import type { Log } from '../adapters/log.ts'
import type { FoldDeps } from '../application/fold-statistics.ts'
import type { PublishDeps } from '../application/publish.ts'
import type { PublishEventsEnv } from '../contracts/functions/publish-events.ts'
import { counterStore } from '../store/counters.ts'
import { wasErased } from '../store/erasure.ts'
import { journeyStore } from '../store/journeys.ts'
import { dynamoTable } from './common/table.ts'

/** The dependencies of publish-events, with the real adapters. */
export function publishEventsDeps(env: PublishEventsEnv, log: Log): PublishDeps & FoldDeps {
  const requestHandler = timeoutAfterSeconds(4)
  const table = dynamoTable(env.TABLE_NAME)
  return {
    clock: systemClock,
    bus: eventBridgeBus(new EventBridgeClient({ requestHandler }), env.BUS_NAME),
    deadLetterSink: deadLetterQueueSink(new SQSClient({ requestHandler }), env.DEAD_LETTER_QUEUE_URL),
    counters: counterStore(table),
    isErased: wasErased(table),
    journeys: journeyStore(table),
    log,
  }
}
