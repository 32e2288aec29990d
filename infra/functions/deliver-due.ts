import { Duration } from 'aws-cdk-lib'
import { Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { Schedule } from 'aws-cdk-lib/aws-events'
import { tick } from '../../shared/contracts/bus-rules.ts'
import { deliverDue as contract } from '../../shared/contracts/functions/deliver-due.ts'
import { deliveryMetrics } from '../../shared/contracts/metrics.ts'
import { tableShape } from '../../shared/contracts/table-shape.ts'
import { allow } from '../constructs/allow.ts'
import type { JourneyFunction } from '../constructs/journey-function.ts'
import { RunbookAlarm } from '../constructs/runbook-alarm.ts'
import { type FunctionInfrastructure, none, type Surroundings } from '../service/function-infrastructure.ts'
import { ownEvents, reactOnBus, startOnSchedule } from '../service/rules.ts'

export const deliverDue: FunctionInfrastructure = {
  // The next minute's tick does the same work.
  retries: { attempts: 0, maxEventAgeHours: 1 },
  reserved: ({ delivery }) => delivery,
  // People are read in batches.
  tableReads: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:BatchGetItem'],
  calls: ({ data, configurationSetArn, deliverDue: { arn } }) => [
    allow(['dynamodb:Query'], [`${data.table.tableArn}/index/${tableShape.dueIndex.name}`]),
    allow(['ses:SendBulkEmail'], [data.mailIdentity.emailIdentityArn, configurationSetArn]),
    // The sending rate and quota are properties of the account; IAM has no smaller resource for them.
    allow(['ses:GetAccount'], ['*']),
    allow(['lambda:InvokeFunction'], [arn]),
  ],
  sourceReads: none,
  explanations: () => [
    {
      finding: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'ses:GetAccount reads the sending rate and quota; IAM knows no resource for it.',
    },
  ],
  addTriggers(started, around) {
    reactOnBus(started, around, ownEvents(contract.reactsTo))
    startOnSchedule(started, around, {
      id: 'tick',
      schedule: Schedule.rate(Duration.minutes(1)),
      event: tick,
      maxEventAge: Duration.minutes(1),
    })
  },
  failuresRing: 'at once',
  addAlarms(watched, around) {
    ringWhenLate(watched, around)
    ringAtUnknownOutcomes(watched, around)
    ringWhenStopped(watched, around)
    ringAtUnreadRisk(watched, around)
  },
}

const fiveMinutes = Duration.minutes(5)

function ringWhenLate({ lambda }: JourneyFunction, { scope, alarmContext }: Surroundings): void {
  new RunbookAlarm(scope, alarmContext, {
    heading: 'oldest-overdue-email',
    meaning:
      'Emails are over an hour late, or deliver-due has been silent for a quarter of an hour (INSUFFICIENT_DATA).',
    metric: reported(deliveryMetrics.oldestOverdue.name, lambda.functionName),
    threshold: Duration.hours(1).toSeconds(),
    periods: 3,
    // deliver-due reports every minute, so silence means that it does not run. An alarm starts without data and
    // reports changes only, so a new one does not ring before it has had data.
    missing: TreatMissingData.MISSING,
    ringsOnSilence: true,
  })
}

function ringAtUnknownOutcomes({ lambda }: JourneyFunction, { scope, alarmContext }: Surroundings): void {
  new RunbookAlarm(scope, alarmContext, {
    heading: 'unknown-outcomes',
    meaning:
      'It is unknown whether some emails went out, and SES does not tell. They are held, not sent again.',
    metric: reported(deliveryMetrics.unknownOutcomes.name, lambda.functionName),
    threshold: 1,
    periods: 1,
    // A held email is looked at again after at most six hours, and is reported only then.
    within: Duration.hours(6.25).toMinutes() / fiveMinutes.toMinutes(),
    missing: TreatMissingData.NOT_BREACHING,
  })
}

/** What a fault has stopped is probed and resumes automatically, but an operator has to fix the cause. */
function ringWhenStopped({ lambda }: JourneyFunction, { scope, alarmContext }: Surroundings): void {
  const common = { threshold: 1, periods: 1, missing: TreatMissingData.NOT_BREACHING }
  new RunbookAlarm(scope, alarmContext, {
    ...common,
    heading: 'sending-stopped',
    meaning:
      'SES takes nothing from this account, or not everything: sender not verified, account suspended or in the sandbox, sending paused, configuration set or right missing. The operator’s status names the cause. Nothing is lost.',
    metric: reported(deliveryMetrics.sendingStopped.name, lambda.functionName),
  })
  new RunbookAlarm(scope, alarmContext, {
    ...common,
    heading: 'held-back',
    meaning:
      'Emails are held back by themselves: those of a version that SES could not deliver, or confirmations like those of which too many bounced; the operator’s status says which. Or a row could not be worked on and was quarantined: the operator’s reconcile names it.',
    metric: reported(deliveryMetrics.heldBack.name, lambda.functionName),
  })
}

function ringAtUnreadRisk({ lambda }: JourneyFunction, { scope, alarmContext }: Surroundings): void {
  new RunbookAlarm(scope, alarmContext, {
    heading: 'unread-words-of-risk',
    meaning:
      'A learner has shared words that may tell of harm, and nobody has read them for 24 hours. No machine and no email tells anybody what they say.',
    metric: reported(deliveryMetrics.riskUnread.name, lambda.functionName),
    threshold: Duration.hours(24).toSeconds(),
    periods: 1,
    missing: TreatMissingData.NOT_BREACHING,
  })
}

/** The metrics that deliver-due reports: the maximum of five minutes. */
const reported = (metricName: string, service: string) =>
  new Metric({
    namespace: deliveryMetrics.namespace,
    metricName,
    dimensionsMap: { [deliveryMetrics.dimension]: service },
    statistic: 'Maximum',
    period: fiveMinutes,
  })
