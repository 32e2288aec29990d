import { randomUUID } from 'node:crypto'
import type { FunctionSpec } from '../template/readers/functions.ts'
import type { FunctionError } from './messages.ts'

type Failed = { spec: FunctionSpec; requestId: string; condition: string; attempts: number; at: string }

const requestContext = ({ spec, requestId, condition, attempts }: Failed) => ({
  requestId,
  functionArn: `${spec.arn}:$LATEST`,
  condition,
  approximateInvokeCount: attempts,
})

const responseContext = { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' }

/**
 * The record that Lambda sends to an on-failure destination for an asynchronous invocation.
 * Source: Lambda developer guide, "Capturing records of Lambda asynchronous invocations".
 */
export function asyncFailureRecord(failed: Failed, requestPayload: unknown, error: FunctionError): string {
  return JSON.stringify({
    version: '1.0',
    timestamp: failed.at,
    requestContext: requestContext(failed),
    requestPayload,
    responseContext,
    responsePayload: error,
  })
}

/** The records of a stream that a failure record refers to. The records themselves stay in the stream. */
export type StreamBatch = {
  shardId: string
  startSequenceNumber: string
  endSequenceNumber: string
  approximateArrivalOfFirstRecord: string
  approximateArrivalOfLastRecord: string
  batchSize: number
  streamArn: string
}

/** A batch of a stream that Lambda gave up. */
export type GivenUpBatch = {
  failed: Failed
  batch: StreamBatch
  /** The payload of the last invocation. */
  event: unknown
  /** The id of the event source mapping. */
  mappingId: string
}

const failureOf = ({ failed, batch }: GivenUpBatch) => ({
  requestContext: requestContext(failed),
  responseContext,
  version: '1.0',
  timestamp: failed.at,
  DDBStreamBatchInfo: batch,
})

/**
 * The record that Lambda sends to a queue or a topic for a batch of a DynamoDB stream that it gave up. Source for
 * this and the functions below: Lambda developer guide, "Retaining discarded records for a DynamoDB event source in
 * Lambda".
 */
export const streamFailureRecord = (given: GivenUpBatch): string => JSON.stringify(failureOf(given))

/** The object that Lambda puts into a bucket: the same record, and the whole event. */
export const streamFailureObject = (given: GivenUpBatch): string =>
  JSON.stringify({ ...failureOf(given), payload: JSON.stringify(given.event) })

/** The key of that object. */
export function objectKey({ mappingId, batch, failed }: GivenUpBatch): string {
  const at = failed.at.slice(0, 19)
  const [day = ''] = at.split('T')
  const name = `${at.replaceAll(':', '.')}-${randomUUID()}`
  return `aws/lambda/${mappingId}/${batch.shardId}/${day.replaceAll('-', '/')}/${name}`
}
