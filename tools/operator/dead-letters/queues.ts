import type { FunctionName } from '../../../shared/contracts/env.ts'

/** How many letters wait in the dead-letter queue of a function; SQS counts roughly. */
export interface DeadLetterCount {
  name: FunctionName
  waiting: number
}

/** The dead-letter queues, one a function and called as it. */
export interface DeadLetterQueues {
  counts(): Promise<DeadLetterCount[]>
}
