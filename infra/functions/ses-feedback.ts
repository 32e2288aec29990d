import { Duration } from 'aws-cdk-lib'
import { Rule } from 'aws-cdk-lib/aws-events'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda'
import { sesEvents } from '../../shared/contracts/bus-rules.ts'
import { shareConcurrency } from '../concurrency.ts'
import { allow } from '../constructs/allow.ts'
import type { JourneyFunction } from '../constructs/journey-function.ts'
import { type FunctionInfrastructure, none, type Surroundings } from '../service/function-infrastructure.ts'
import { triedForADay } from '../service/rules.ts'

export const sesFeedback: FunctionInfrastructure = {
  // The queue retries.
  retries: { attempts: 2, maxEventAgeHours: 6 },
  reserved: 'none',
  tableReads: ['dynamodb:GetItem', 'dynamodb:Query'],
  calls: none,
  sourceReads: ({ feedbackQueue }) => [
    allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [feedbackQueue.queueArn]),
  ],
  explanations: none,
  addTriggers(started, around) {
    queueSesEvents(started, around)
    readQueue(started, around)
  },
  failuresRing: 'as dead letters',
  addAlarms: none,
}

/** Routes SES's reports on our emails to the queue. */
function queueSesEvents(
  { deadLetters }: JourneyFunction,
  { scope, settings, resources }: Surroundings,
): void {
  new Rule(scope, 'ses-events', {
    ruleName: `ShiftWorks-${settings.stage}-ses-events`,
    eventPattern: {
      source: ['aws.ses'],
      detailType: Object.values(sesEvents),
      detail: { mail: { tags: { 'ses:configuration-set': [resources.configurationSetName] } } },
    },
    targets: [new SqsQueue(resources.feedbackQueue, { deadLetterQueue: deadLetters, ...triedForADay })],
  })
}

function readQueue({ lambda }: JourneyFunction, { scope, settings, resources }: Surroundings): void {
  new EventSourceMapping(scope, 'ses-feedback-queue', {
    target: lambda,
    eventSourceArn: resources.feedbackQueue.queueArn,
    batchSize: 100,
    maxBatchingWindow: Duration.seconds(5),
    reportBatchItemFailures: true,
    // Feedback can wait; it must not take the concurrency of a small account's pages.
    maxConcurrency: shareConcurrency(settings).feedback,
  })
}
