import { Duration, Stack } from 'aws-cdk-lib'
import { type IMetric, MathExpression, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { FilterPattern } from 'aws-cdk-lib/aws-logs'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import { functionContracts, functionNames } from '../../shared/contracts/functions.ts'
import { type AlarmContext, RunbookAlarm } from '../constructs/runbook-alarm.ts'
import { functionInfrastructure } from '../functions.ts'
import type { Settings } from '../settings.ts'
import type { Surroundings } from './function-infrastructure.ts'
import type { Functions } from './functions.ts'
import { countedInAccessLog, type PagesApi } from './pages-api.ts'

const fiveMinutes = Duration.minutes(5)

/**
 * All alarms: shared ones, and those of each function. CloudWatch bills for each metric that an alarm watches, sums
 * included: twenty here, ten of them free. Each heading is a heading of docs/runbook.md.
 */
export function createAlarms(around: Surroundings, functions: Functions): void {
  const { scope, alarmContext, pages } = around
  deadLetters(scope, alarmContext, functions)
  errors(scope, alarmContext, functions, pages)
  turnedAway(scope, alarmContext, pages)
  for (const name of functionNames) functionInfrastructure[name].addAlarms(functions[name], around)
  reputation(scope, alarmContext)
}

function deadLetters(scope: Construct, alarmContext: AlarmContext, functions: Functions): void {
  // A function that answers requests directly is started by nothing that leaves dead letters.
  const leaving = functionNames.filter(name => functionInfrastructure[name].failuresRing !== 'as answers')
  const waiting = leaving.map(name =>
    functions[name].deadLetters.metricApproximateNumberOfMessagesVisible({
      period: fiveMinutes,
      statistic: 'Maximum',
    }),
  )
  new RunbookAlarm(scope, alarmContext, {
    heading: 'dead-letters',
    meaning: 'Something could not be taken in and is kept in a dead-letter queue. Nothing is lost yet.',
    metric: sum(waiting, 'dead letters'),
    threshold: 1,
    periods: 1,
    missing: TreatMissingData.NOT_BREACHING,
  })
}

/** Pages answer even when they fail, so their failures are counted in the access log. */
function errors(scope: Construct, alarmContext: AlarmContext, functions: Functions, { api }: PagesApi): void {
  const ringing = functionNames.filter(name => functionInfrastructure[name].failuresRing === 'at once')
  const failed = ringing.map(name => functions[name].lambda.metricErrors({ period: fiveMinutes }))
  const answers = api.metricServerError({ period: fiveMinutes, statistic: 'Sum' })
  const consequences = functionNames.map(name => `${name}: ${functionContracts[name].whenItFails}`)
  new RunbookAlarm(scope, alarmContext, {
    heading: 'errors',
    meaning: `Functions fail. Which one decides what learners notice. ${consequences.join(' ')}`,
    metric: sum([...failed, answers], 'errors'),
    threshold: 3,
    periods: 1,
    missing: TreatMissingData.NOT_BREACHING,
  })
}

/** Status 429 without a function is API Gateway's own throttling; 429 of sign-up concerns one network. */
const throttled = FilterPattern.all(
  FilterPattern.stringValue('$.status', '=', '429'),
  FilterPattern.stringValue('$.function', '=', '-'),
)

/** API Gateway has no metric for throttling, so it is counted in the access log. */
function turnedAway(scope: Construct, alarmContext: AlarmContext, pages: PagesApi): void {
  new RunbookAlarm(scope, alarmContext, {
    heading: 'throttled-requests',
    meaning: 'The pages turn people away (429): more requests come than the settings allow.',
    metric: countedInAccessLog(pages, alarmContext.stage, 'ThrottledRequests', throttled),
    threshold: 10,
    periods: 1,
    missing: TreatMissingData.NOT_BREACHING,
  })
}

/**
 * Rates of the whole account, as mailbox providers and AWS judge it. SES reviews an account at 5 % bounces and 0.1 %
 * complaints.
 */
function reputation(scope: Construct, alarmContext: AlarmContext): void {
  const rate = (metricName: string) =>
    new Metric({ namespace: 'AWS/SES', metricName, statistic: 'Average', period: Duration.hours(1) })
  const common = { periods: 1, missing: TreatMissingData.IGNORE }
  new RunbookAlarm(scope, alarmContext, {
    ...common,
    heading: 'bounce-rate',
    meaning: 'Over 4 % of emails come back. At 5 % AWS reviews the account, at 10 % it may stop all sending.',
    metric: rate('Reputation.BounceRate'),
    threshold: 0.04,
  })
  new RunbookAlarm(scope, alarmContext, {
    ...common,
    heading: 'complaint-rate',
    meaning:
      'Over 0.08 % of emails are marked as spam. At 0.1 % AWS reviews the account; mailboxes may refuse us.',
    metric: rate('Reputation.ComplaintRate'),
    threshold: 0.0008,
  })
}

/** A queue or function that had nothing to do reports nothing, which counts as zero. */
function sum(metrics: IMetric[], label: string): MathExpression {
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index + 1}`, metric]))
  const filled = Object.keys(usingMetrics).map(id => `FILL(${id}, 0)`)
  return new MathExpression({ expression: filled.join(' + '), usingMetrics, label, period: fiveMinutes })
}

/** Emails alarms to the operators, who confirm the subscription once by SNS's link. */
export function createAlarmTopic(scope: Construct, settings: Settings): Topic {
  const topic = new Topic(scope, 'Alarms', {
    topicName: `ShiftWorks-${settings.stage}-alarms`,
    enforceSSL: true,
  })
  topic.addSubscription(new EmailSubscription(settings.alarmEmail))
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  )
  return topic
}
