import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { Rule } from 'aws-cdk-lib/aws-events'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import type { DeadLetterQueue } from '../constructs/dead-letter-queue.ts'
import { explain } from '../constructs/explain.ts'
import type { Settings } from '../settings.ts'

/** Lambda's prefix for everything that it keeps (Lambda developer guide, "Retaining discarded records …"). */
export const keptUnder = 'aws/lambda'

/**
 * Keeps the stream records that publish-events failed at until they were too old. A queue would only get their
 * positions in the stream, which drops them after a day. New objects are also reported in the function's dead-letter
 * queue, so that there is one alarm and one place to look.
 */
export function keepGivenUpBatches(
  scope: Construct,
  { stage }: Settings,
  deadLetters: DeadLetterQueue,
): Bucket {
  const bucket = new Bucket(scope, 'given-up-batches', {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    // As long as a queue keeps messages, and as the privacy notice says.
    lifecycleRules: [
      { expiration: Duration.days(14), abortIncompleteMultipartUploadAfter: Duration.days(1) },
    ],
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  })
  explain(
    bucket,
    'AwsSolutions-S1',
    'Only Lambda writes here and only operators read; what they do is in their audit trail.',
  )
  // The CDK's own way to configure this adds a Lambda function.
  const notifications = { EventBridgeConfiguration: { EventBridgeEnabled: true } }
  ;(bucket.node.defaultChild as CfnBucket).addPropertyOverride('NotificationConfiguration', notifications)
  new Rule(scope, 'given-up-batches-rule', {
    ruleName: `ShiftWorks-${stage}-given-up-batches`,
    eventPattern: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [bucket.bucketName] } },
    },
    targets: [
      new SqsQueue(deadLetters, {
        deadLetterQueue: deadLetters,
        retryAttempts: 185,
        maxEventAge: Duration.hours(24),
      }),
    ],
  })
  return bucket
}
