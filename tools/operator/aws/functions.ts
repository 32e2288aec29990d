import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda'
import type { Functions } from '../dead-letters/queues.ts'
import { functionName } from './deployment.ts'

/** The functions of a deployment, started without waiting for what they do. */
export const lambdaFunctions = (client: LambdaClient, stage: string): Functions => ({
  async invoke(name, event) {
    const Payload = JSON.stringify(event)
    const FunctionName = functionName(stage, name)
    await client.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }))
  },
})
