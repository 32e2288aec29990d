import { platformPattern } from '../platforms.ts'
import { type FunctionInfrastructure, none } from '../service/function-infrastructure.ts'
import { reactOnBus } from '../service/rules.ts'

export const recordCompletion: FunctionInfrastructure = {
  // Nobody waits. A lost report costs a reminder.
  retries: { attempts: 2, maxEventAgeHours: 6 },
  reserved: 'none',
  tableReads: ['dynamodb:GetItem', 'dynamodb:Query'],
  calls: none,
  sourceReads: none,
  explanations: none,
  addTriggers: (started, around) => reactOnBus(started, around, platformPattern(around.settings)),
  failuresRing: 'as dead letters',
  addAlarms: none,
}
