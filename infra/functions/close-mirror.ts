import { Duration } from 'aws-cdk-lib'
import { Schedule } from 'aws-cdk-lib/aws-events'
import { closeMirror as started } from '../../shared/contracts/bus-rules.ts'
import { allow } from '../constructs/allow.ts'
import { type FunctionInfrastructure, none } from '../service/function-infrastructure.ts'
import { startOnSchedule } from '../service/rules.ts'

export const closeMirror: FunctionInfrastructure = {
  // The next quarter of an hour continues the same work.
  retries: { attempts: 0, maxEventAgeHours: 1 },
  reserved: 'none',
  tableReads: ['dynamodb:GetItem', 'dynamodb:Query'],
  // Counting answers reads every row. A scan names no partition, so it needs a statement without kinds of rows.
  calls: ({ data }) => [allow(['dynamodb:Scan'], [data.table.tableArn])],
  sourceReads: none,
  explanations: none,
  addTriggers: (lambda, around) =>
    startOnSchedule(lambda, around, {
      id: 'mondays',
      schedule: Schedule.rate(Duration.minutes(15)),
      event: started,
      maxEventAge: Duration.minutes(15),
    }),
  failuresRing: 'as dead letters',
  addAlarms: none,
}
