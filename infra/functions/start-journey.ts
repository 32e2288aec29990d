import { startJourney as contract } from '../../shared/contracts/functions/start-journey.ts'
import { type FunctionInfrastructure, none } from '../service/function-infrastructure.ts'
import { ownEvents, reactOnBus } from '../service/rules.ts'

export const startJourney: FunctionInfrastructure = {
  // Nobody waits. What is left undone is found by the minute's tick.
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
