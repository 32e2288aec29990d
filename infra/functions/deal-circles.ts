import { Duration } from 'aws-cdk-lib'
import { Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { Schedule } from 'aws-cdk-lib/aws-events'
import { dealCircles as started } from '../../shared/contracts/bus-rules.ts'
import { circleMetrics } from '../../shared/contracts/metrics.ts'
import { tableShape } from '../../shared/contracts/table-shape.ts'
import { allow } from '../constructs/allow.ts'
import { RunbookAlarm } from '../constructs/runbook-alarm.ts'
import { type FunctionInfrastructure, none } from '../service/function-infrastructure.ts'
import { startOnSchedule } from '../service/rules.ts'

export const dealCircles: FunctionInfrastructure = {
  // The next quarter of an hour continues the same work.
  retries: { attempts: 0, maxEventAgeHours: 1 },
  reserved: 'none',
  tableReads: ['dynamodb:GetItem', 'dynamodb:Query'],
  calls: ({ data }) => [
    allow(['dynamodb:Query'], [`${data.table.tableArn}/index/${tableShape.dueIndex.name}`]),
  ],
  sourceReads: none,
  explanations: none,
  addTriggers: (lambda, around) =>
    startOnSchedule(lambda, around, {
      id: 'circles',
      // Letters name days, so a quarter of an hour is soon enough, and 2,900 starts a month are within the free tier.
      schedule: Schedule.rate(Duration.minutes(15)),
      event: started,
      maxEventAge: Duration.minutes(15),
    }),
  failuresRing: 'as dead letters',
  addAlarms: ({ lambda }, { scope, alarmContext }) =>
    new RunbookAlarm(scope, alarmContext, {
      heading: 'unsettled-report',
      meaning:
        'Somebody has reported a circle, and nobody has looked after it for 24 hours. Until then nobody in it is written to.',
      metric: new Metric({
        namespace: circleMetrics.namespace,
        metricName: circleMetrics.reportWaits.name,
        dimensionsMap: { [circleMetrics.dimension]: lambda.functionName },
        statistic: 'Maximum',
        // It is reported every quarter of an hour while one waits.
        period: Duration.minutes(30),
      }),
      threshold: Duration.hours(24).toSeconds(),
      periods: 1,
      missing: TreatMissingData.NOT_BREACHING,
    }),
}
