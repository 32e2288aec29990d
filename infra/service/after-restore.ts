import { Duration } from 'aws-cdk-lib'
import { type CfnRule, Rule } from 'aws-cdk-lib/aws-events'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import type { Construct } from 'constructs'
import { afterRestore, ownSource } from '../../shared/contracts/bus-rules.ts'
import { QueueWithDeadLetters } from '../constructs/queue-with-dead-letters.ts'
import type { Settings } from '../settings.ts'
import type { Resources } from './resources.ts'
import { triedForADay } from './rules.ts'

/**
 * An archive cannot be read, only replayed. Events replayed after a restore wait in this queue for the operator's
 * command.
 */
export function addAfterRestore(scope: Construct, { stage }: Settings, resources: Resources): void {
  const deadLetters = resources.deadLetters['publish-events']
  const waiting = new QueueWithDeadLetters(scope, `${afterRestore}-waiting`, {
    queueName: `ShiftWorks-${stage}-${afterRestore}`,
    deadLetters,
    deliveryDelay: Duration.seconds(0),
    readerTimeout: Duration.minutes(1),
  })
  const rule = new Rule(scope, `${afterRestore}-rule`, {
    eventBus: resources.data.bus,
    ruleName: afterRestore,
    eventPattern: { source: [ownSource] },
    targets: [new SqsQueue(waiting, { deadLetterQueue: deadLetters, ...triedForADay })],
  })
  const onlyReplays = [{ prefix: `${afterRestore}-` }]
  // EventBridge adds this field to replayed events; the CDK's patterns do not support it.
  ;(rule.node.defaultChild as CfnRule).addPropertyOverride('EventPattern.replay-name', onlyReplays)
}
