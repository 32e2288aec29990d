import { Duration } from 'aws-cdk-lib'
import { type CfnRule, type EventPattern, Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import type { Construct } from 'constructs'
import { afterRestore, foldFigures, ownSource, sesEvents, tick } from '../../shared/contracts/bus-rules.ts'
import { functionContracts } from '../../shared/contracts/functions.ts'
import type { JourneyFunction } from '../constructs/journey-function.ts'
import { QueueWithDeadLetters } from '../constructs/queue-with-dead-letters.ts'
import { platformPattern } from '../platforms.ts'
import type { Settings } from '../settings.ts'
import type { Functions } from './functions.ts'
import type { Resources } from './resources.ts'

/** The rules on our bus, one a reaction and named as it: a replay is addressed to rules by name. */
export function addReactions(
  scope: Construct,
  settings: Settings,
  functions: Functions,
  { data }: Resources,
): void {
  const onBus = (reaction: JourneyFunction, eventPattern: EventPattern) =>
    new Rule(scope, `${reaction.name}-rule`, {
      eventBus: data.bus,
      ruleName: reaction.name,
      eventPattern,
      targets: [target(reaction, Duration.hours(24), 185)],
    })
  const own = { source: [ownSource] }
  onBus(functions['start-journey'], {
    ...own,
    detailType: [...functionContracts['start-journey'].reactsTo.detailType],
  })
  onBus(functions['record-completion'], platformPattern(settings))
  onBus(functions['deliver-due'], {
    ...own,
    detail: { dueNow: [functionContracts['deliver-due'].reactsTo.dueNow] },
  })
}

/** An archive cannot be read, only replayed: what it tells after a restore waits here for the operator's command. */
export function addAfterRestore(
  scope: Construct,
  { stage }: Settings,
  functions: Functions,
  { data }: Resources,
): void {
  const { deadLetters } = functions['publish-facts']
  const waiting = new QueueWithDeadLetters(scope, `${afterRestore}-waiting`, {
    queueName: `ShiftWorks-${stage}-${afterRestore}`,
    deadLetters,
    deliveryDelay: Duration.seconds(0),
    readerTimeout: Duration.minutes(1),
  })
  const rule = new Rule(scope, `${afterRestore}-rule`, {
    eventBus: data.bus,
    ruleName: afterRestore,
    eventPattern: { source: [ownSource] },
    targets: [
      new SqsQueue(waiting, {
        deadLetterQueue: deadLetters,
        retryAttempts: 185,
        maxEventAge: Duration.hours(24),
      }),
    ],
  })
  const onlyReplays = [{ prefix: `${afterRestore}-` }]
  // EventBridge adds this field to replayed events; the CDK's patterns do not know it.
  ;(rule.node.defaultChild as CfnRule).addPropertyOverride('EventPattern.replay-name', onlyReplays)
}

/** Starts deliver-due every minute. A tick that fails is not tried again: the next one is better. */
export function addTick(scope: Construct, settings: Settings, functions: Functions): void {
  new Rule(scope, 'tick', {
    ruleName: `ShiftWorks-${settings.stage}-tick`,
    schedule: Schedule.rate(Duration.minutes(1)),
    targets: [target(functions['deliver-due'], Duration.minutes(1), 0, RuleTargetInput.fromObject(tick))],
  })
}

/** Has publish-facts fold figures once a day. One that fails is not tried again: the next one moves what it left. */
export function addFolding(scope: Construct, { stage }: Settings, functions: Functions): void {
  new Rule(scope, 'fold-figures', {
    ruleName: `ShiftWorks-${stage}-fold-figures`,
    schedule: Schedule.rate(Duration.days(1)),
    targets: [
      target(functions['publish-facts'], Duration.hours(1), 0, RuleTargetInput.fromObject(foldFigures)),
    ],
  })
}

/** What SES reports about our emails goes to the queue that ses-feedback reads. */
export function addSesEvents(
  scope: Construct,
  settings: Settings,
  functions: Functions,
  resources: Resources,
): void {
  new Rule(scope, 'ses-events', {
    ruleName: `ShiftWorks-${settings.stage}-ses-events`,
    eventPattern: {
      source: ['aws.ses'],
      detailType: Object.values(sesEvents),
      detail: { mail: { tags: { 'ses:configuration-set': [resources.configurationSetName] } } },
    },
    targets: [
      new SqsQueue(resources.feedbackQueue, {
        deadLetterQueue: functions['ses-feedback'].deadLetters,
        retryAttempts: 185,
        maxEventAge: Duration.hours(24),
      }),
    ],
  })
}

const target = (
  { lambda, deadLetters }: JourneyFunction,
  maxEventAge: Duration,
  retryAttempts: number,
  event?: RuleTargetInput,
) =>
  new LambdaFunction(lambda, {
    deadLetterQueue: deadLetters,
    maxEventAge,
    retryAttempts,
    ...(event ? { event } : {}),
  })
