import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { FunctionName } from '../../shared/contracts/env.ts'
import { type Bundles, functionNames } from '../bundle.ts'
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts'
import { QueueWithDeadLetters } from '../constructs/queue-with-dead-letters.ts'
import type { DataStack } from '../data/data-stack.ts'
import type { Settings } from '../settings.ts'
import { createAlarmTopic } from './alarm-topic.ts'
import { createAlarms } from './alarms.ts'
import { createConfigurationSet } from './configuration-set.ts'
import { duties } from './duties.ts'
import { createFunctions } from './functions.ts'
import { readFeedback, readStream } from './mappings.ts'
import { addRoutes, createApi } from './pages-api.ts'
import { addReactions, addSesEvents, addTick } from './reactions.ts'
import type { Resources } from './resources.ts'
import { publicUrl } from './site.ts'

/** What a deployment may replace at any time: functions, pages, rules, queues, alarms. It holds nothing for long. */
export class ServiceStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    settings: Settings,
    bundles: Bundles,
    data: DataStack,
    props: StackProps,
  ) {
    super(scope, id, props)
    const api = createApi(this, settings)
    const resources = this.#resources(settings, data, publicUrl(this, api, settings))
    const functions = createFunctions(this, settings, bundles, resources)
    addRoutes(api, functions)
    addReactions(this, settings, functions, resources)
    addTick(this, settings, functions)
    addSesEvents(this, settings, functions, resources)
    readStream(this, functions, resources)
    readFeedback(this, functions, resources)
    const { stage, runbook } = settings
    createAlarms(this, { stage, runbook, topic: createAlarmTopic(this, settings) }, functions, api)
    this.#tell(resources)
  }

  #resources(settings: Settings, data: DataStack, url: string): Resources {
    const name = (what: string) => `ShiftWorks-${settings.stage}-${what}`
    const configurationSet = createConfigurationSet(this, settings)
    const deadLetters = Object.fromEntries(
      functionNames.map(of => [
        of,
        new DeadLetterQueue(this, `${of}-dead-letters`, name(`${of}-dead-letters`)),
      ]),
    ) as Record<FunctionName, DeadLetterQueue>
    const feedbackQueue = new QueueWithDeadLetters(this, 'ses-feedback-waiting', {
      queueName: name('ses-feedback'),
      deadLetters: deadLetters['ses-feedback'],
      // An event may overtake the write that it is about.
      deliveryDelay: Duration.seconds(60),
      readerTimeout: Duration.seconds(duties['ses-feedback'].timeoutSeconds),
    })
    return {
      data,
      publicUrl: url,
      configurationSetName: configurationSet.configurationSetName,
      configurationSetArn: this.formatArn({
        service: 'ses',
        resource: 'configuration-set',
        resourceName: configurationSet.configurationSetName,
      }),
      feedbackQueue,
      deadLetters,
    }
  }

  /** What people and tools need to find the deployment's parts. */
  #tell({ data, publicUrl: url, configurationSetName }: Resources): void {
    const outputs = {
      PublicUrl: url,
      TableName: data.table.tableName,
      BusName: data.bus.eventBusName,
      ArchiveName: data.archiveName,
      ConfigurationSet: configurationSetName,
    }
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value })
  }
}
