import { GetQueueAttributesCommand, GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { type FunctionName, functionEnv } from '../../../shared/contracts/env.ts'
import type { DeadLetterQueues } from '../dead-letters/queues.ts'
import { functionName } from './deployment.ts'

const functions = Object.keys(functionEnv) as FunctionName[]

/** The dead-letter queues of a deployment, by the names that `infra/service/service-stack.ts` gives them. */
export function sqsDeadLetters(client: SQSClient, stage: string): DeadLetterQueues {
  const urls = new Map<FunctionName, Promise<string>>()
  const urlOf = (name: FunctionName) => {
    const known = urls.get(name) ?? queueUrl(client, `${functionName(stage, name)}-dead-letters`)
    urls.set(name, known)
    return known
  }

  return {
    counts: () =>
      Promise.all(
        functions.map(async name => {
          const AttributeNames = ['ApproximateNumberOfMessages' as const]
          const { Attributes } = await client.send(
            new GetQueueAttributesCommand({ QueueUrl: await urlOf(name), AttributeNames }),
          )
          return { name, waiting: Number(Attributes?.['ApproximateNumberOfMessages'] ?? 0) }
        }),
      ),
  }
}

async function queueUrl(client: SQSClient, QueueName: string): Promise<string> {
  const answer = await client.send(new GetQueueUrlCommand({ QueueName }))
  if (!answer.QueueUrl) throw new Error(`SQS names no address for ${QueueName}.`)
  return answer.QueueUrl
}
