import middy from '@middy/core'
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import type { Log } from '../../shared/adapters/log.ts'
import type { StreamRecord } from '../../shared/application/publish.ts'
import type { foldStatistics } from '../../shared/contracts/bus-rules.ts'
import { endedByLambda, failureLog } from './middleware.ts'

/** What Lambda adds for a mapping with a tumbling window; only there does it name the stream's shard. */
interface WindowedStreamEvent extends DynamoDBStreamEvent {
  shardId?: string
  state?: object
  /** Added by whoever gives records that were quarantined another chance (tools/operator/dead-letters). */
  redriven?: boolean
}

/** The stream says when a record was written in seconds (DynamoDB Streams API, StreamRecord). */
function toRecord(record: Partial<DynamoDBRecord> | null): StreamRecord {
  const { SequenceNumber = '', NewImage, ApproximateCreationDateTime: seconds } = record?.dynamodb ?? {}
  const writtenAt = typeof seconds === 'number' ? { writtenAt: seconds * 1000 } : {}
  return { sequenceNumber: SequenceNumber, newImage: NewImage, ...writtenAt }
}

/** What a function does with records of one shard. */
type React = (shard: string, records: readonly StreamRecord[]) => Promise<unknown>

interface StreamReactions {
  publish: React
  redriven: React
  /** Once a day, whatever the stream tells. */
  daily: () => Promise<unknown>
}

type DailyEvent = typeof foldStatistics

/**
 * The stack of a function that reads the table's stream. A batch that fails is read again from its first record, so
 * what it does must be safe to do twice.
 */
export function streamReaction(log: Log, { publish, redriven: republish, daily }: StreamReactions) {
  return middy<WindowedStreamEvent | DailyEvent, DynamoDBBatchResponse & { state: object }>(endedByLambda)
    .use(failureLog(log))
    .handler(async event => {
      if ('kind' in event) {
        await daily()
        return { batchItemFailures: [], state: {} }
      }
      const { Records, shardId, state = {}, redriven = false } = event
      if (shardId === undefined)
        throw new Error(
          'The stream did not name its shard. The mapping needs a tumbling window: check infra/.',
        )
      const react = redriven ? republish : publish
      if (Records.length > 0) await react(shardId, Records.map(toRecord))
      return { batchItemFailures: [], state }
    })
}
