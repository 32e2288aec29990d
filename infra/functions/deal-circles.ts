import { Duration } from 'aws-cdk-lib'
import { Schedule } from 'aws-cdk-lib/aws-events'
import { dealCircles as started } from '../../shared/contracts/bus-rules.ts'
import { tableShape } from '../../shared/contracts/table-shape.ts'
import { allow } from '../constructs/allow.ts'
import { type FunctionInfrastructure, none } from '../service/function-infrastructure.ts'
import { startOnSchedule } from '../service/rules.ts'

export const dealCircles: FunctionInfrastructure = {
  // The next quarter of an hour goes on with the same work.
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
      // A letter says days: a quarter of an hour is soon enough, and 2,900 starts a month are within what AWS gives away.
      schedule: Schedule.rate(Duration.minutes(15)),
      event: started,
      maxEventAge: Duration.minutes(15),
    }),
  failuresRing: 'as dead letters',
  addAlarms: none,
}
