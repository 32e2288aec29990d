import { Duration } from 'aws-cdk-lib'
import { type IMetric, MathExpression, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, type IFilterPattern, type LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { deliveryMetrics } from '../../shared/contracts/metrics.ts'
import { type AlarmDesk, RunbookAlarm } from '../constructs/runbook-alarm.ts'
import type { Settings } from '../settings.ts'
import { duties } from './duties.ts'
import type { Functions } from './functions.ts'
import type { PagesApi } from './pages-api.ts'

const fiveMinutes = Duration.minutes(5)

/**
 * The alarms that matter. CloudWatch bills by the metric that an alarm watches, sums included: eighteen here, ten of
 * them within the free allowance. The heading of each is a heading of docs/runbook.md.
 */
export function createAlarms(
  scope: Construct,
  desk: AlarmDesk,
  { manySignUpsAnHour }: Settings,
  functions: Functions,
  pages: PagesApi,
): void {
  deadLetters(scope, desk, functions)
  errors(scope, desk, functions, pages)
  turnedAway(scope, desk, pages)
  manySignUps(scope, desk, pages, manySignUpsAnHour)
  delivery(scope, desk, functions)
  reputation(scope, desk)
}

function deadLetters(scope: Construct, desk: AlarmDesk, functions: Functions): void {
  const waiting = Object.values(functions).map(({ deadLetters }) =>
    deadLetters.metricApproximateNumberOfMessagesVisible({ period: fiveMinutes, statistic: 'Maximum' }),
  )
  new RunbookAlarm(scope, desk, {
    heading: 'dead-letters',
    meaning: 'Something could not be taken in and is kept in a dead-letter queue. Nothing is lost yet.',
    metric: sum(waiting, 'dead letters'),
    threshold: 1,
    periods: 1,
    missing: TreatMissingData.NOT_BREACHING,
  })
}

/**
 * Pages answer even when they fail, so theirs are counted where the answers pass. What fails at one event or message is
 * tried again by itself, and rings as a dead letter if that does not help; what works for everybody rings at once.
 */
function errors(scope: Construct, desk: AlarmDesk, functions: Functions, { api }: PagesApi): void {
  const forEverybody = [functions['deliver-due'], functions['publish-facts']]
  const failed = forEverybody.map(({ lambda }) => lambda.metricErrors({ period: fiveMinutes }))
  const answers = api.metricServerError({ period: fiveMinutes, statistic: 'Sum' })
  const consequences = Object.entries(duties).map(([name, { whenItFails }]) => `${name}: ${whenItFails}`)
  new RunbookAlarm(scope, desk, {
    heading: 'errors',
    meaning: `Functions fail. Which one decides what learners notice. ${consequences.join(' ')}`,
    metric: sum([...failed, answers], 'errors'),
    threshold: 3,
    periods: 1,
    missing: TreatMissingData.NOT_BREACHING,
  })
}

/** Where no function was asked, the 429 is API Gateway's own; those of sign-up are about one network. */
const throttled = FilterPattern.all(
  FilterPattern.stringValue('$.status', '=', '429'),
  FilterPattern.stringValue('$.function', '=', '-'),
)

/** API Gateway throttles without a metric of its own for it; what it answered stands in the access log. */
function turnedAway(scope: Construct, desk: AlarmDesk, { log }: PagesApi): void {
  new RunbookAlarm(scope, desk, {
    heading: 'throttled-requests',
    meaning: 'The pages turn people away (429): more requests come than the settings allow.',
    metric: counted(log, desk, 'ThrottledRequests', throttled),
    threshold: 10,
    periods: 1,
    missing: TreatMissingData.NOT_BREACHING,
  })
}

/** Each may cost an email, and the sender's name when its address does not exist. */
function manySignUps(scope: Construct, desk: AlarmDesk, { log }: PagesApi, threshold: number): void {
  const accepted = FilterPattern.any(
    FilterPattern.stringValue('$.status', '=', '2*'),
    FilterPattern.stringValue('$.status', '=', '3*'),
  )
  const signUps = FilterPattern.all(FilterPattern.stringValue('$.route', '=', 'POST /sign-up'), accepted)
  new RunbookAlarm(scope, desk, {
    heading: 'many-sign-ups',
    meaning: 'More people sign up within an hour than you expect. Is it a launch, or a machine?',
    metric: counted(log, desk, 'SignUps', signUps).with({ period: Duration.hours(1) }),
    threshold,
    periods: 1,
    missing: TreatMissingData.NOT_BREACHING,
  })
}

/** How many lines of the access log match, in five minutes. */
function counted(
  log: LogGroup,
  { stage }: AlarmDesk,
  metricName: string,
  filterPattern: IFilterPattern,
): Metric {
  const { namespace } = deliveryMetrics
  return log
    .addMetricFilter(metricName, {
      filterPattern,
      metricNamespace: namespace,
      metricName: `${metricName}-${stage}`,
    })
    .metric({ statistic: 'Sum', period: fiveMinutes })
}

function delivery(scope: Construct, desk: AlarmDesk, functions: Functions): void {
  const service = functions['deliver-due'].lambda.functionName
  new RunbookAlarm(scope, desk, {
    heading: 'oldest-overdue-email',
    meaning:
      'Emails are over an hour late, or deliver-due has been silent for a quarter of an hour (INSUFFICIENT_DATA).',
    metric: reported(deliveryMetrics.oldestOverdue.name, service),
    threshold: Duration.hours(1).toSeconds(),
    periods: 3,
    // deliver-due reports every minute; silence means that it doesn't run. An alarm begins without data and tells of
    // changes only: so a new one, which has heard of nothing yet, does not ring.
    missing: TreatMissingData.MISSING,
    ringsOnSilence: true,
  })
  new RunbookAlarm(scope, desk, {
    heading: 'unknown-outcomes',
    meaning:
      'It is unknown whether some emails went out, and SES does not tell. They are held, not sent again.',
    metric: reported(deliveryMetrics.unknownOutcomes.name, service),
    threshold: 1,
    periods: 1,
    // An email that is held is looked at again after at most six hours, and only then reported again.
    within: Duration.hours(6.25).toMinutes() / fiveMinutes.toMinutes(),
    missing: TreatMissingData.NOT_BREACHING,
  })
  stoppedByFaults(scope, desk, service)
}

/** What has stopped because of a fault, tests itself and goes on by itself; somebody has to mend the cause. */
function stoppedByFaults(scope: Construct, desk: AlarmDesk, service: string): void {
  const common = { threshold: 1, periods: 1, missing: TreatMissingData.NOT_BREACHING }
  new RunbookAlarm(scope, desk, {
    ...common,
    heading: 'sending-stopped',
    meaning:
      'SES takes nothing from this account, or not everything: sender not verified, account suspended or in the sandbox, sending paused, configuration set or right missing. The operator’s status names the cause. Nothing is lost.',
    metric: reported(deliveryMetrics.sendingStopped.name, service),
  })
  new RunbookAlarm(scope, desk, {
    ...common,
    heading: 'held-back',
    meaning:
      'Emails are held back by themselves: those of a version that SES could not deliver, or confirmations like those of which too many bounced. The operator’s status says which.',
    metric: reported(deliveryMetrics.heldBack.name, service),
  })
}

const reported = (metricName: string, service: string) =>
  new Metric({
    namespace: deliveryMetrics.namespace,
    metricName,
    dimensionsMap: { [deliveryMetrics.dimension]: service },
    statistic: 'Maximum',
    period: fiveMinutes,
  })

/** Of the whole account, as mailbox providers and AWS judge it; SES reviews an account at 5 % and at 0.1 %. */
function reputation(scope: Construct, desk: AlarmDesk): void {
  const rate = (metricName: string) =>
    new Metric({ namespace: 'AWS/SES', metricName, statistic: 'Average', period: Duration.hours(1) })
  const common = { periods: 1, missing: TreatMissingData.IGNORE }
  new RunbookAlarm(scope, desk, {
    ...common,
    heading: 'bounce-rate',
    meaning: 'Over 4 % of emails come back. At 5 % AWS reviews the account, at 10 % it may stop all sending.',
    metric: rate('Reputation.BounceRate'),
    threshold: 0.04,
  })
  new RunbookAlarm(scope, desk, {
    ...common,
    heading: 'complaint-rate',
    meaning:
      'Over 0.08 % of emails are marked as spam. At 0.1 % AWS reviews the account; mailboxes may refuse us.',
    metric: rate('Reputation.ComplaintRate'),
    threshold: 0.0008,
  })
}

/** A queue or a function that had nothing to do reports nothing; that counts as zero. */
function sum(metrics: IMetric[], label: string): MathExpression {
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index + 1}`, metric]))
  const filled = Object.keys(usingMetrics).map(id => `FILL(${id}, 0)`)
  return new MathExpression({ expression: filled.join(' + '), usingMetrics, label, period: fiveMinutes })
}
