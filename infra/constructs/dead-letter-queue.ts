import { Duration } from 'aws-cdk-lib'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { explain } from './explain.ts'

/** Keeps messages that a function could not handle, for the fourteen days that SQS allows. Each has an alarm. */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, queueName: string) {
    super(scope, id, {
      queueName,
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    })
    explain(this, 'AwsSolutions-SQS3', 'This queue is where dead letters end; it has none of its own.')
  }
}
