import { type FunctionInfrastructure, none } from '../service/function-infrastructure.ts'
import { answerRoutes } from '../service/pages-api.ts'

export const learnerPages: FunctionInfrastructure = {
  // A person waits for the answer.
  retries: { attempts: 0, maxEventAgeHours: 1 },
  reserved: 'none',
  tableReads: ['dynamodb:GetItem', 'dynamodb:Query'],
  calls: none,
  sourceReads: none,
  explanations: none,
  addTriggers: (started, { pages }) => answerRoutes(pages, started, 'learner-pages'),
  failuresRing: 'as answers',
  addAlarms: none,
}
