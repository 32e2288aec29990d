import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { type FunctionName, functionNames } from '../../../shared/contracts/functions.ts'
import type { DeadLetterQueues, RawDeadLetter } from '../dead-letters/queues.ts'
import { functionName } from './deployment.ts'
import { moveMessages } from './move-messages.ts'

/** Messages that can be received, and messages in flight (SQS API, GetQueueAttributes). */
const countedBy = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const

/** SQS takes ten messages a call (SQS API). */
const perCall = 10

function toRaw({ MessageId = '', ReceiptHandle = '', Body = '', ...message }: Message): RawDeadLetter {
  const attributes = Object.entries(message.MessageAttributes ?? {}).map(([name, { StringValue = '' }]) => [
    name,
    StringValue,
  ])
  return {
    id: MessageId,
    receipt: ReceiptHandle,
    body: Body,
    attributes: Object.fromEntries(attributes),
    sentAt: Number(message.Attributes?.SentTimestamp ?? 0),
  }
}

/** Looks up queue URLs by name, and caches them. */
function queueUrls(client: SQSClient): (name: string) => Promise<string> {
  const urls = new Map<string, Promise<string>>()
  const ask = async (QueueName: string) => {
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName }))
    if (!QueueUrl) throw new Error(`SQS names no address for ${QueueName}.`)
    return QueueUrl
  }
  return name => {
    const url = urls.get(name) ?? ask(name)
    urls.set(name, url)
    return url
  }
}

async function inTens(
  letters: readonly RawDeadLetter[],
  send: (some: readonly RawDeadLetter[]) => Promise<unknown>,
) {
  for (let at = 0; at < letters.length; at += perCall) await send(letters.slice(at, at + perCall))
}

/** The dead-letter queues of a deployment, by the names that `infra/service/service-stack.ts` gives them. */
export function sqsDeadLetters(client: SQSClient, stage: string): DeadLetterQueues {
  const urlOf = queueUrls(client)
  const deadLettersOf = (name: FunctionName) => urlOf(`${functionName(stage, name)}-dead-letters`)
  const readBy = (name: FunctionName) => urlOf(functionName(stage, name))
  const count = async (name: FunctionName) => {
    const QueueUrl = await deadLettersOf(name)
    const AttributeNames = [...countedBy]
    const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }))
    const [visible = 0, outOfSight = 0] = countedBy.map(attribute => Number(Attributes?.[attribute] ?? 0))
    return { name, waiting: visible + outOfSight, outOfSight }
  }

  return {
    counts: () => Promise.all(functionNames.map(count)),

    async take(name, hiddenSeconds) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: await deadLettersOf(name),
          MaxNumberOfMessages: perCall,
          VisibilityTimeout: hiddenSeconds,
          // Long polling asks all of SQS's servers, so that an empty response means an empty queue.
          WaitTimeSeconds: 1,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['SentTimestamp'],
        }),
      )
      return Messages.map(toRaw)
    },

    release: (name, letters) =>
      inTens(letters, async some => {
        const Entries = some.map(({ receipt }, i) => ({
          Id: String(i),
          ReceiptHandle: receipt,
          VisibilityTimeout: 0,
        }))
        await client.send(
          new ChangeMessageVisibilityBatchCommand({ QueueUrl: await deadLettersOf(name), Entries }),
        )
      }),

    remove: (name, letters) =>
      inTens(letters, async some => {
        const Entries = some.map(({ receipt }, i) => ({ Id: String(i), ReceiptHandle: receipt }))
        const { Failed = [] } = await client.send(
          new DeleteMessageBatchCommand({ QueueUrl: await deadLettersOf(name), Entries }),
        )
        if (Failed[0])
          throw new Error(`SQS did not remove ${Failed.length} letters of ${name}: ${Failed[0].Message}.`)
      }),

    async sendBack(name, { body }) {
      await client.send(new SendMessageCommand({ QueueUrl: await readBy(name), MessageBody: body }))
    },

    moveBack: async (name, perSecond) =>
      moveMessages(client, { from: await deadLettersOf(name), to: await readBy(name), perSecond }),
  }
}
