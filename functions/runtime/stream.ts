import middy from '@middy/core'
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import type { Log } from '../../shared/adapters/log.ts'
import type { StreamRecord } from '../../shared/application/publish.ts'
import { endedByLambda, failureLog } from './middleware.ts'

/** What Lambda adds for a mapping with a tumbling window; only there does it name the stream's shard. */
interface WindowedStreamEvent extends DynamoDBStreamEvent {
  shardId?: string
  state?: object
}

const toRecord = (record: DynamoDBStreamEvent['Records'][number]): StreamRecord => ({
  sequenceNumber: record.dynamodb?.SequenceNumber ?? '',
  newImage: record.dynamodb?.NewImage,
})

/**
 * The stack of a function that reads the table's stream. A batch that fails is read again from its first record, so
 * what it does must be safe to do twice.
 */
export function streamReaction(
  log: Log,
  react: (shard: string, records: readonly StreamRecord[]) => Promise<unknown>,
) {
  return middy<WindowedStreamEvent, DynamoDBBatchResponse & { state: object }>(endedByLambda)
    .use(failureLog(log))
    .handler(async ({ Records, shardId, state = {} }) => {
      if (shardId === undefined)
        throw new Error(
          'The stream did not name its shard. The mapping needs a tumbling window: check infra/.',
        )
      if (Records.length > 0) await react(shardId, Records.map(toRecord))
      return { batchItemFailures: [], state }
    })
}
