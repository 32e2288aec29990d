import middy from '@middy/core'
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import type { Log } from '../../shared/adapters/log.ts'
import type { StreamRecord } from '../../shared/application/publish.ts'
import type { foldStatistics } from '../../shared/contracts/bus-rules.ts'
import { endedByLambda, failureLog } from './middleware.ts'

/** Added by Lambda for a mapping with a tumbling window; only then does it name the stream's shard. */
interface WindowedStreamEvent extends DynamoDBStreamEvent {
  shardId?: string
  state?: object
  /** Added when dead-lettered records are redriven (tools/operator/dead-letters). */
  redriven?: boolean
}

/** The stream gives the time of a write in seconds (DynamoDB Streams API, StreamRecord). */
function toRecord(record: Partial<DynamoDBRecord> | null): StreamRecord {
  const { SequenceNumber = '', NewImage, ApproximateCreationDateTime: seconds } = record?.dynamodb ?? {}
  const writtenAt = typeof seconds === 'number' ? { writtenAt: seconds * 1000 } : {}
  return { sequenceNumber: SequenceNumber, newImage: NewImage, ...writtenAt }
}

/** Handles records of one shard. */
type React = (shard: string, records: readonly StreamRecord[]) => Promise<unknown>

interface StreamReactions {
  publish: React
  redriven: React
  /** Runs once a day, independent of the stream. */
  daily: () => Promise<unknown>
}

type DailyEvent = typeof foldStatistics

/**
 * Wraps a function that reads the table's stream. A failed batch is read again from its first record, so all effects
 * must be idempotent.
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
