import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { FunctionName } from '../../shared/contracts/functions.ts'
import type { DeadLetterQueue } from '../constructs/dead-letter-queue.ts'
import type { KeySecret } from '../constructs/key-secret.ts'
import type { QueueWithDeadLetters } from '../constructs/queue-with-dead-letters.ts'
import type { DataStack } from '../data/data-stack.ts'

/** What functions are given to work with. */
export interface Resources {
  readonly data: DataStack
  /** By which functions know what came through the distribution; only where there is one. */
  readonly originKey: KeySecret | undefined
  /** Where learners reach the pages, without a slash at the end. */
  readonly publicUrl: string
  readonly configurationSetName: string
  readonly configurationSetArn: string
  /** deliver-due's own name and address, by which it starts more workers. */
  readonly deliverDue: { readonly name: string; readonly arn: string }
  readonly feedbackQueue: QueueWithDeadLetters
  readonly deadLetters: Record<FunctionName, DeadLetterQueue>
  /** What publish-events could not do with records of the table's stream until they were too old. */
  readonly givenUpBatches: Bucket
}
