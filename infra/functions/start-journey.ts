import { startJourney as contract } from '../../shared/contracts/functions/start-journey.ts'
import { type FunctionInfrastructure, none } from '../service/function-infrastructure.ts'
import { ownEvents, reactOnBus } from '../service/rules.ts'

export const startJourney: FunctionInfrastructure = {
  // Nobody waits, and what stays undone is found by the walk over what is due.
  retries: { attempts: 2, maxEventAgeHours: 6 },
  reserved: 'none',
  tableReads: ['dynamodb:GetItem', 'dynamodb:Query'],
  calls: none,
  sourceReads: none,
  explanations: none,
  addTriggers: (started, around) => reactOnBus(started, around, ownEvents(contract.reactsTo)),
  failuresRing: 'as dead letters',
  addAlarms: none,
}
