import { Duration, Stack } from 'aws-cdk-lib'
import type { CfnBucket } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import type { Setting } from '../../shared/contracts/env.ts'
import { type FunctionName, functionContracts } from '../../shared/contracts/functions.ts'
import { type Bundles, forEachFunction } from '../bundle.ts'
import { shareConcurrency } from '../concurrency.ts'
import { explain } from '../constructs/explain.ts'
import { JourneyFunction } from '../constructs/journey-function.ts'
import type { Settings } from '../settings.ts'
import { duties } from './duties.ts'
import { keptUnder } from './given-up-batches.ts'
import { callsAllowed, readsAllowed } from './permissions.ts'
import type { Resources } from './resources.ts'

/** Every function, by its name in the contract. */
export type Functions = Record<FunctionName, JourneyFunction>

/** A function's full name in AWS. */
export const functionName = ({ stage }: Settings, name: FunctionName): string => `ShiftWorks-${stage}-${name}`

/** All functions, each with exactly the environment that the contract names for it. */
export function createFunctions(
  scope: Construct,
  settings: Settings,
  bundles: Bundles,
  resources: Resources,
): Functions {
  const values = settingValues(settings, resources)
  const reserved = reservations(settings)
  const create = (name: FunctionName) => {
    const { timeoutSeconds, maxEventAgeHours, ...duty } = duties[name]
    return new JourneyFunction(scope, {
      ...duty,
      name,
      functionName: functionName(settings, name),
      code: bundles[name],
      environment: Object.fromEntries(
        functionContracts[name].env.settings.map(setting => [setting, values[setting]]),
      ),
      calls: callsAllowed(name, resources),
      reads: readsAllowed(name, resources),
      deadLetters: resources.deadLetters[name],
      timeout: Duration.seconds(timeoutSeconds),
      maxEventAge: Duration.hours(maxEventAgeHours),
      logRetention: settings.logRetentionDays,
      reservedConcurrentExecutions: reserved[name],
    })
  }
  const functions = forEachFunction(create)
  explainStars(functions, resources)
  return functions
}

/** What is reserved for a function is also the most that it can take away from the pages. */
function reservations(settings: Settings): Partial<Record<FunctionName, number>> {
  const { stream, delivery, reserved } = shareConcurrency(settings)
  return reserved ? { 'publish-facts': stream, 'deliver-due': delivery } : {}
}

function settingValues(settings: Settings, resources: Resources): Record<Setting, string> {
  const { data } = resources
  return {
    TABLE_NAME: data.table.tableName,
    BUS_NAME: data.bus.eventBusName,
    LINK_KEYS_SECRET: data.linkKeys.secretArn,
    ADDRESS_KEY_SECRET: data.addressKey.secretArn,
    ORIGIN_SECRET: resources.originKey?.secretArn ?? '',
    PUBLIC_URL: resources.publicUrl,
    DEFAULT_JOURNEY: settings.defaultJourney,
    CONFIGURATION_SET: resources.configurationSetName,
    DELIVERY_FUNCTION: resources.deliverDue.name,
    DELIVERY_WORKERS: String(shareConcurrency(settings).workers),
    PARKING_QUEUE_URL: resources.deadLetters['publish-facts'].queueUrl,
    ALLOWED_ORIGINS: settings.allowedOrigins.join(','),
    ALLOWED_RETURN_URLS: settings.allowedReturnUrls.join(','),
    SIGN_UPS_PER_NETWORK_HOUR: String(settings.signUpsPerNetworkHour),
    OPERATOR_NAME: settings.operator.name,
    OPERATOR_CONTACT: settings.operator.contact,
    SECURITY_CONTACT: settings.securityContact ?? settings.operator.contact,
  }
}

function explainStars(functions: Functions, { givenUpBatches }: Resources): void {
  const { logicalId } = givenUpBatches.node.defaultChild as CfnBucket
  const bucketId = Stack.of(givenUpBatches).resolve(logicalId)
  explain(
    functions['deliver-due'],
    'AwsSolutions-IAM5[Resource::*]',
    'ses:GetAccount reads the sending rate and quota; IAM knows no resource for it.',
  )
  explain(
    functions['publish-facts'],
    'AwsSolutions-IAM5[Resource::*]',
    'dynamodb:ListStreams is demanded by Lambda for a stream mapping; IAM knows no resource for it.',
  )
  explain(
    functions['publish-facts'],
    `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/${keptUnder}/*]`,
    'Lambda chooses the names of the batches that it gives up; the bucket holds nothing else.',
  )
}
