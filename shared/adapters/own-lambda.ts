import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { timeoutAfterSeconds } from './aws-client.ts'

/** Invokes a function asynchronously. */
export function ownLambda(FunctionName: string) {
  const client = new LambdaClient({ requestHandler: timeoutAfterSeconds(4) })
  return {
    async invoke(event: unknown): Promise<void> {
      await client.send(
        new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: JSON.stringify(event) }),
      )
    },
  }
}
