import { setTimeout as delay } from 'node:timers/promises'
import {
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs'
import { exitCodes, OperatorProblem } from '../problem.ts'

/** Messages a second, at most (SQS API, StartMessageMoveTask). */
const fastest = 500

/** SQS's answers if it has no such task: for queues that are no dead-letter queue, and in emulators. */
const notHere = ['UnsupportedOperation', 'UnknownOperationException', 'InvalidAction']

async function arnOf(client: SQSClient, QueueUrl: string): Promise<string> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  )
  return Attributes?.['QueueArn'] ?? ''
}

/**
 * Waits until the task has ended.
 * @throws OperatorProblem if it fails
 */
async function moved(client: SQSClient, SourceArn: string): Promise<number> {
  for (;;) {
    const { Results = [] } = await client.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }))
    const { Status, FailureReason, ApproximateNumberOfMessagesMoved = 0 } = Results[0] ?? {}
    if (Status === 'FAILED')
      throw new OperatorProblem(
        `SQS gave up after moving ${ApproximateNumberOfMessagesMoved} letters: ${FailureReason}. The others are where they were.`,
        exitCodes.refused,
      )
    if (Status !== 'RUNNING') return ApproximateNumberOfMessagesMoved
    await delay(1000)
  }
}

/**
 * Lets SQS move all messages from one queue to another.
 * @returns the number of messages moved; undefined if SQS cannot move them, and none was moved
 */
export async function moveMessages(
  client: SQSClient,
  { from, to, perSecond }: { from: string; to: string; perSecond: number },
): Promise<number | undefined> {
  const [SourceArn, DestinationArn] = await Promise.all([arnOf(client, from), arnOf(client, to)])
  const MaxNumberOfMessagesPerSecond = Math.min(fastest, perSecond)
  try {
    await client.send(
      new StartMessageMoveTaskCommand({ SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond }),
    )
  } catch (error) {
    if (error instanceof Error && notHere.includes(error.name)) return undefined
    throw error
  }
  return moved(client, SourceArn)
}
