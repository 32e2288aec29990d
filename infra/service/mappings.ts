import { Duration } from 'aws-cdk-lib'
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import { shareConcurrency } from '../concurrency.ts'
import type { Settings } from '../settings.ts'
import type { Functions } from './functions.ts'
import type { Resources } from './resources.ts'

/** Hands publish-facts every write that established facts, in the order of each partition. */
export function readStream(
  scope: Construct,
  functions: Functions,
  { data, givenUpBatches }: Resources,
): void {
  const { lambda } = functions['publish-facts']
  new EventSourceMapping(scope, 'publish-facts-stream', {
    target: lambda,
    eventSourceArn: data.table.streamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    maxBatchingWindow: Duration.seconds(0),
    // Makes Lambda tell the shard, and without the shard counters could not be exact under redelivery.
    tumblingWindow: Duration.seconds(30),
    // One batch of a shard at a time, which keeps its order; a new table has four shards.
    parallelizationFactor: 1,
    filters: [FilterCriteria.filter({ dynamodb: { NewImage: { f: { S: FilterRule.exists() } } } })],
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    // As often as it takes, until an hour before the stream forgets them: an outage of hours ends by itself.
    maxRecordAge: Duration.hours(23),
    onFailure: { bind: () => ({ destination: givenUpBatches.bucketArn }) },
  })
}

/** Hands ses-feedback what SES reported, in batches. */
export function readFeedback(
  scope: Construct,
  settings: Settings,
  functions: Functions,
  { feedbackQueue }: Resources,
): void {
  new EventSourceMapping(scope, 'ses-feedback-queue', {
    target: functions['ses-feedback'].lambda,
    eventSourceArn: feedbackQueue.queueArn,
    batchSize: 100,
    maxBatchingWindow: Duration.seconds(5),
    reportBatchItemFailures: true,
    // Feedback can wait; the pages of a small account must not run out of concurrency over it.
    maxConcurrency: shareConcurrency(settings).feedback,
  })
}
