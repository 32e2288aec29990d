import type { WorkerTrigger } from '../contracts/worker-trigger.ts'
import { once } from './aws-client.ts'

/** More workers of the same kind as whoever asks. */
export interface Workers {
  /** How many may work side by side, whoever asks included: what the account's concurrency has room for. */
  max: number
  /** Starts one and does not wait for what it does. Throws when it cannot be started. */
  start(trigger: WorkerTrigger): Promise<void>
}

/**
 * Further invocations of a Lambda function, asynchronous. Lambda's part of the SDK is loaded when the first is started:
 * most accounts never need a second worker.
 * @param functionName the function's own.
 */
export function lambdaWorkers(functionName: string, max: number): Workers {
  const lambda = once(async () => (await import('./own-lambda.ts')).ownLambda(functionName))
  return { max, start: async trigger => (await lambda()).invoke(trigger) }
}
