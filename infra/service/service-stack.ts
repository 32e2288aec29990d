import { ArnFormat, CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { functionContracts } from '../../shared/contracts/functions.ts'
import { type Bundles, forEachFunction } from '../bundle.ts'
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts'
import { KeySecret } from '../constructs/key-secret.ts'
import { QueueWithDeadLetters } from '../constructs/queue-with-dead-letters.ts'
import type { DataStack } from '../data/data-stack.ts'
import type { FirewallStack } from '../firewall/firewall-stack.ts'
import type { Settings } from '../settings.ts'
import { addAfterRestore } from './after-restore.ts'
import { createAlarms, createAlarmTopic } from './alarms.ts'
import { createConfigurationSet } from './configuration-set.ts'
import { addTriggers, createFunctions, functionName } from './functions.ts'
import { keepGivenUpBatches } from './given-up-batches.ts'
import { createApi } from './pages-api.ts'
import type { Resources } from './resources.ts'
import { publicUrl } from './site.ts'

/** What a deployment may replace at any time: functions, pages, rules, queues, alarms. It stores nothing for long. */
export class ServiceStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    settings: Settings,
    bundles: Bundles,
    data: DataStack,
    firewall: FirewallStack | undefined,
    props: StackProps,
  ) {
    super(scope, id, props)
    const pages = createApi(this, settings)
    const distribution = firewall && { webAclArn: firewall.webAclArn, originKey: this.#originKey() }
    const resources = this.#resources(settings, data, {
      originKey: distribution?.originKey,
      publicUrl: publicUrl(this, pages, settings, distribution),
    })
    const functions = createFunctions(this, settings, bundles, resources)
    const { stage, runbook } = settings
    const alarmContext = { stage, runbook, topic: createAlarmTopic(this, settings) }
    const around = { scope: this, settings, pages, resources, alarmContext }
    addTriggers(functions, around)
    createAlarms(around, functions)
    addAfterRestore(this, settings, resources)
    this.#tell(resources)
  }

  #originKey(): KeySecret {
    return new KeySecret(this, 'OriginKey', {
      description: 'ShiftWorks: key by which the functions know what came through the distribution',
      template: {},
      field: 'key',
      notRotated:
        'It only proves the way that a request took, and the distribution and the functions change it together.',
      outlivesItsStack: false,
    })
  }

  #resources(
    settings: Settings,
    data: DataStack,
    entrance: Pick<Resources, 'publicUrl' | 'originKey'>,
  ): Resources {
    const { configurationSetName } = createConfigurationSet(this, settings)
    const deadLetters = forEachFunction(
      of =>
        new DeadLetterQueue(this, `${of}-dead-letters`, `ShiftWorks-${settings.stage}-${of}-dead-letters`),
    )
    return {
      data,
      ...entrance,
      configurationSetName,
      configurationSetArn: this.formatArn({
        service: 'ses',
        resource: 'configuration-set',
        resourceName: configurationSetName,
      }),
      deliverDue: this.#deliverDue(settings),
      feedbackQueue: this.#feedbackQueue(settings, deadLetters['ses-feedback']),
      deadLetters,
      givenUpBatches: keepGivenUpBatches(this, settings, deadLetters['publish-events']),
    }
  }

  /** By name and not by reference, because the function's role refers to it. */
  #deliverDue(settings: Settings): Resources['deliverDue'] {
    const name = functionName(settings, 'deliver-due')
    const { COLON_RESOURCE_NAME: arnFormat } = ArnFormat
    return {
      name,
      arn: this.formatArn({ service: 'lambda', resource: 'function', resourceName: name, arnFormat }),
    }
  }

  #feedbackQueue({ stage }: Settings, deadLetters: DeadLetterQueue): QueueWithDeadLetters {
    return new QueueWithDeadLetters(this, 'ses-feedback-waiting', {
      queueName: `ShiftWorks-${stage}-ses-feedback`,
      deadLetters,
      // An event may arrive before the write that it is about.
      deliveryDelay: Duration.seconds(60),
      readerTimeout: Duration.seconds(functionContracts['ses-feedback'].timeoutSeconds),
    })
  }

  /** Outputs for people and tools. */
  #tell({ data, publicUrl: url, configurationSetName, givenUpBatches }: Resources): void {
    const outputs = {
      PublicUrl: url,
      TableName: data.table.tableName,
      BusName: data.bus.eventBusName,
      ArchiveName: data.archiveName,
      ConfigurationSet: configurationSetName,
      GivenUpBatches: givenUpBatches.bucketName,
    }
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value })
  }
}
