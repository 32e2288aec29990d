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

/** Which records of a stream a failure record stands for; the records themselves stay in the stream. */
export type StreamBatch = {
  shardId: string
  startSequenceNumber: string
  endSequenceNumber: string
  approximateArrivalOfFirstRecord: string
  approximateArrivalOfLastRecord: string
  batchSize: number
  streamArn: string
}

/**
 * The record that Lambda sends for a batch of a DynamoDB stream that it gave up.
 * Source: Lambda developer guide, "Retaining discarded records for a DynamoDB event source in Lambda".
 */
export function streamFailureRecord(failed: Failed, batch: StreamBatch): string {
  return JSON.stringify({
    requestContext: requestContext(failed),
    responseContext,
    version: '1.0',
    timestamp: failed.at,
    DDBStreamBatchInfo: batch,
  })
}
