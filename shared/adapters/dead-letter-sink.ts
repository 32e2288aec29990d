import { gzipSync } from 'node:zlib'
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'

/** A record of the table's stream that cannot be published or counted, with the reason. */
export interface DeadLetteredRecord {
  /** The stream shard that it came from. With its sequence number, it is counted once. */
  shard: string
  record: unknown
  reason: string
}

/** Stores such records whole until an operator looks at them. */
export interface DeadLetterSink {
  deadLetter(what: DeadLetteredRecord): Promise<void>
}

/**
 * Messages are compressed from this size on, in bytes. A row of 400 KB, DynamoDB's maximum, may exceed a megabyte as
 * JSON; compressed it never does, and SQS accepts a megabyte (SQS developer guide, "Message quotas").
 */
const packedFrom = 200_000

function bodyOf(what: DeadLetteredRecord): string {
  const body = JSON.stringify(what)
  return Buffer.byteLength(body) < packedFrom
    ? body
    : JSON.stringify({ gzip: gzipSync(body).toString('base64') })
}

/**
 * An SQS queue as the sink.
 * @throws if the queue does not accept the record: nothing is dropped.
 */
export const deadLetterQueueSink = (client: SQSClient, QueueUrl: string): DeadLetterSink => ({
  async deadLetter(what) {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: bodyOf(what) }))
  },
})
