import { gzipSync } from 'node:zlib'
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'

/** A record of the table's stream that cannot be published or counted, and why. */
export interface DeadLetteredRecord {
  /** The stream's shard that it came from: with its sequence number, it is counted once. */
  shard: string
  record: unknown
  reason: string
}

/** Where such a record is kept whole until an operator looks at it. */
export interface DeadLetterSink {
  deadLetter(what: DeadLetteredRecord): Promise<void>
}

/**
 * From so many bytes on a message is packed. A row of 400 KB, DynamoDB's most, may be over a megabyte as JSON; packed it
 * never is, and SQS takes one (SQS developer guide, "Message quotas").
 */
const packedFrom = 200_000

function bodyOf(what: DeadLetteredRecord): string {
  const body = JSON.stringify(what)
  return Buffer.byteLength(body) < packedFrom
    ? body
    : JSON.stringify({ gzip: gzipSync(body).toString('base64') })
}

/** A queue of SQS as the sink. Throws when the queue does not take it: nothing is dropped. */
export const deadLetterQueueSink = (client: SQSClient, QueueUrl: string): DeadLetterSink => ({
  async deadLetter(what) {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: bodyOf(what) }))
  },
})
