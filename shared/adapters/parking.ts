import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'

/** Where what cannot be read is kept whole until somebody looks at it. */
export interface Parking {
  park(what: { record: unknown; reason: string }): Promise<void>
}

/** A queue as the parking place. Throws when the queue does not take it: nothing is dropped. */
export const queueParking = (client: SQSClient, QueueUrl: string): Parking => ({
  async park(what) {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(what) }))
  },
})
