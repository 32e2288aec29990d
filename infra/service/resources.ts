import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { FunctionName } from '../../shared/contracts/functions.ts'
import type { DeadLetterQueue } from '../constructs/dead-letter-queue.ts'
import type { KeySecret } from '../constructs/key-secret.ts'
import type { QueueWithDeadLetters } from '../constructs/queue-with-dead-letters.ts'
import type { DataStack } from '../data/data-stack.ts'

/** The resources that functions use. */
export interface Resources {
  readonly data: DataStack
  /** The key by which functions recognise requests of the distribution; only if there is one. */
  readonly originKey: KeySecret | undefined
  /** The address of the pages, without a slash at the end. */
  readonly publicUrl: string
  readonly configurationSetName: string
  readonly configurationSetArn: string
  /** deliver-due's own name and ARN, by which it starts more workers. */
  readonly deliverDue: { readonly name: string; readonly arn: string }
  readonly feedbackQueue: QueueWithDeadLetters
  readonly deadLetters: Record<FunctionName, DeadLetterQueue>
  /** Stream records that publish-events failed at until they were too old. */
  readonly givenUpBatches: Bucket
}
