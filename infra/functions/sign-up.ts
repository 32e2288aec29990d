import { Duration } from 'aws-cdk-lib'
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern } from 'aws-cdk-lib/aws-logs'
import { routes } from '../../shared/contracts/routes.ts'
import { RunbookAlarm } from '../constructs/runbook-alarm.ts'
import { type FunctionInfrastructure, none, type Surroundings } from '../service/function-infrastructure.ts'
import { answerEverythingElse, answerRoutes, countedInAccessLog } from '../service/pages-api.ts'

export const signUp: FunctionInfrastructure = {
  // A person waits for the answer.
  retries: { attempts: 0, maxEventAgeHours: 1 },
  reserved: 'none',
  tableReads: ['dynamodb:GetItem', 'dynamodb:Query'],
  calls: none,
  sourceReads: none,
  explanations: none,
  addTriggers(started, { pages }) {
    answerRoutes(pages, started, 'sign-up')
    answerEverythingElse(pages, started)
  },
  failuresRing: 'as answers',
  addAlarms: (_, around) => ringAtManySignUps(around),
}

/** Each of these may cost an email, and reputation if its address does not exist. */
const asksForEmails = routes.filter(route => route.function === 'sign-up' && route.method === 'POST')

function ringAtManySignUps({ scope, settings, pages, alarmContext }: Surroundings): void {
  const asked = FilterPattern.any(
    ...asksForEmails.map(({ method, path }) =>
      FilterPattern.stringValue('$.route', '=', `${method} ${path}`),
    ),
  )
  const accepted = FilterPattern.any(
    FilterPattern.stringValue('$.status', '=', '2*'),
    FilterPattern.stringValue('$.status', '=', '3*'),
  )
  const signUps = FilterPattern.all(asked, accepted)
  new RunbookAlarm(scope, alarmContext, {
    heading: 'many-sign-ups',
    meaning:
      'More people sign up, or ask for emails by an address that they type, within an hour than you expect. Is it a launch, or a machine?',
    metric: countedInAccessLog(pages, alarmContext.stage, 'SignUps', signUps).with({
      period: Duration.hours(1),
    }),
    threshold: settings.manySignUpsAnHour,
    periods: 1,
    missing: TreatMissingData.NOT_BREACHING,
  })
}
