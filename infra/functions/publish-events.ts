import { Duration, Stack } from 'aws-cdk-lib'
import { Schedule } from 'aws-cdk-lib/aws-events'
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import type { CfnBucket } from 'aws-cdk-lib/aws-s3'
import { foldStatistics } from '../../shared/contracts/bus-rules.ts'
import { allow } from '../constructs/allow.ts'
import type { JourneyFunction } from '../constructs/journey-function.ts'
import {
  type Explanation,
  type FunctionInfrastructure,
  none,
  type Surroundings,
} from '../service/function-infrastructure.ts'
import { keptUnder } from '../service/given-up-batches.ts'
import type { Resources } from '../service/resources.ts'
import { startOnSchedule } from '../service/rules.ts'

export const publishEvents: FunctionInfrastructure = {
  // For the daily folding only; the stream's mapping has its own retries.
  retries: { attempts: 2, maxEventAgeHours: 6 },
  reserved: ({ stream }) => stream,
  tableReads: ['dynamodb:GetItem', 'dynamodb:Query'],
  calls: ({ data, deadLetters }) => [
    allow(['events:PutEvents'], [data.bus.eventBusArn]),
    allow(['sqs:SendMessage'], [deadLetters['publish-events'].queueArn]),
  ],
  sourceReads: ({ data, givenUpBatches }) => [
    allow(
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      [data.table.streamArn],
    ),
    // Lambda checks for it when the mapping is created; IAM has no resource for it.
    allow(['dynamodb:ListStreams'], ['*']),
    // Source: Lambda developer guide, "Retaining discarded records for a DynamoDB event source in Lambda".
    allow(['s3:ListBucket'], [givenUpBatches.bucketArn]),
    allow(['s3:PutObject'], [givenUpBatches.arnForObjects(`${keptUnder}/*`)]),
  ],
  explanations,
  addTriggers(started, around) {
    readStream(started, around)
    // A failed run is not retried: the next one moves what is left.
    startOnSchedule(started, around, {
      id: 'fold-statistics',
      schedule: Schedule.rate(Duration.days(1)),
      event: foldStatistics,
      maxEventAge: Duration.hours(1),
    })
  },
  failuresRing: 'at once',
  addAlarms: none,
}

function explanations({ givenUpBatches }: Resources): Explanation[] {
  const { logicalId } = givenUpBatches.node.defaultChild as CfnBucket
  const bucketId = Stack.of(givenUpBatches).resolve(logicalId)
  return [
    {
      finding: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'dynamodb:ListStreams is demanded by Lambda for a stream mapping; IAM knows no resource for it.',
    },
    {
      finding: `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/${keptUnder}/*]`,
      reason: 'Lambda chooses the names of the batches that it gives up; the bucket holds nothing else.',
    },
  ]
}

/** Every write with events, in the order of each partition. */
function readStream({ lambda }: JourneyFunction, { scope, resources }: Surroundings): void {
  const { data, givenUpBatches } = resources
  new EventSourceMapping(scope, 'publish-events-stream', {
    target: lambda,
    eventSourceArn: data.table.streamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    maxBatchingWindow: Duration.seconds(0),
    // Makes Lambda name the shard. Without it, counters could not be exact under redelivery.
    tumblingWindow: Duration.seconds(30),
    // One batch of a shard at a time, to keep its order. A new table has four shards.
    parallelizationFactor: 1,
    filters: [FilterCriteria.filter({ dynamodb: { NewImage: { f: { S: FilterRule.exists() } } } })],
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    // Retries until an hour before the stream drops the records, so that an outage of hours needs no intervention.
    maxRecordAge: Duration.hours(23),
    onFailure: { bind: () => ({ destination: givenUpBatches.bucketArn }) },
  })
}
