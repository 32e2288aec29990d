import { Duration } from 'aws-cdk-lib'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { DeadLetterQueue } from './dead-letter-queue.ts'

/** The properties in which such queues differ. */
export interface QueueWithDeadLettersProps {
  readonly queueName: string
  readonly deadLetters: DeadLetterQueue
  /** How long every message waits before it can be read. */
  readonly deliveryDelay: Duration
  /** The time limit of the function that reads the queue. */
  readonly readerTimeout: Duration
}

/** The only kind of queue for work: messages that fail five times go to a dead-letter queue. */
export class QueueWithDeadLetters extends Queue {
  constructor(scope: Construct, id: string, props: QueueWithDeadLettersProps) {
    super(scope, id, {
      queueName: props.queueName,
      deliveryDelay: props.deliveryDelay,
      // Six times the reader's time limit, as AWS advises (Lambda developer guide, "Using Lambda with Amazon SQS").
      visibilityTimeout: Duration.seconds(6 * props.readerTimeout.toSeconds()),
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      deadLetterQueue: { queue: props.deadLetters, maxReceiveCount: 5 },
    })
  }
}
