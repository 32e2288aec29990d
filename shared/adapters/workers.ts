import type { WorkerTrigger } from '../contracts/worker-trigger.ts'
import { once } from './aws-client.ts'

/** Starts further workers. */
export interface Workers {
  /** The most workers in parallel, including the caller: what the account's concurrency allows. */
  max: number
  /**
   * Starts a worker without waiting for it.
   * @throws if it cannot be started.
   */
  start(trigger: WorkerTrigger): Promise<void>
}

/**
 * Asynchronous invocations of a Lambda function. The Lambda client is loaded when the first is started, because most
 * accounts never need a second worker.
 * @param functionName the function's own name.
 */
export function lambdaWorkers(functionName: string, max: number): Workers {
  const lambda = once(async () => (await import('./own-lambda.ts')).ownLambda(functionName))
  return { max, start: async trigger => (await lambda()).invoke(trigger) }
}
