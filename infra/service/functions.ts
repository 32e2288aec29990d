import { Duration } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { Setting } from '../../shared/contracts/env.ts'
import { type FunctionName, functionContracts, functionNames } from '../../shared/contracts/functions.ts'
import { type Bundles, forEachFunction } from '../bundle.ts'
import { shareConcurrency } from '../concurrency.ts'
import { explain } from '../constructs/explain.ts'
import { JourneyFunction } from '../constructs/journey-function.ts'
import { functionInfrastructure } from '../functions.ts'
import type { Settings } from '../settings.ts'
import type { Surroundings } from './function-infrastructure.ts'
import { callsAllowed } from './permissions.ts'
import type { Resources } from './resources.ts'

/** Every function, by its name in the contract. */
export type Functions = Record<FunctionName, JourneyFunction>

/** A function's full name in AWS. */
export const functionName = ({ stage }: Settings, name: FunctionName): string => `ShiftWorks-${stage}-${name}`

/** All functions, each with exactly the environment of its contract. */
export function createFunctions(
  scope: Construct,
  settings: Settings,
  bundles: Bundles,
  resources: Resources,
): Functions {
  const values = settingValues(settings, resources)
  return forEachFunction(name => {
    const { env, ...contract } = functionContracts[name]
    const { retries, sourceReads, explanations } = functionInfrastructure[name]
    const made = new JourneyFunction(scope, {
      name,
      functionName: functionName(settings, name),
      whenItFails: contract.whenItFails,
      code: bundles[name],
      environment: Object.fromEntries(env.settings.map(setting => [setting, values[setting]])),
      calls: callsAllowed(name, resources),
      reads: sourceReads(resources),
      deadLetters: resources.deadLetters[name],
      timeout: Duration.seconds(contract.timeoutSeconds),
      memorySize: contract.memorySize,
      retryAttempts: retries.attempts,
      maxEventAge: Duration.hours(retries.maxEventAgeHours),
      logRetention: settings.logRetentionDays,
      reservedConcurrentExecutions: reservation(settings, name),
    })
    for (const { finding, reason } of explanations(resources)) explain(made, finding, reason)
    return made
  })
}

/** Adds the triggers of each function. */
export function addTriggers(functions: Functions, around: Surroundings): void {
  for (const name of functionNames) functionInfrastructure[name].addTriggers(functions[name], around)
}

/** AWS does not allow reservations on a small account. */
function reservation(settings: Settings, name: FunctionName): number | undefined {
  const shares = shareConcurrency(settings)
  const { reserved } = functionInfrastructure[name]
  return shares.reserved && reserved !== 'none' ? reserved(shares) : undefined
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
    DEAD_LETTER_QUEUE_URL: resources.deadLetters['publish-events'].queueUrl,
    ALLOWED_ORIGINS: settings.allowedOrigins.join(','),
    ALLOWED_RETURN_URLS: settings.allowedReturnUrls.join(','),
    SHARED_DOMAINS: settings.sharedDomains.join(','),
    SIGN_UPS_PER_NETWORK_HOUR: String(settings.signUpsPerNetworkHour),
    OPERATOR_NAME: settings.operator.name,
    OPERATOR_CONTACT: settings.operator.contact,
    SECURITY_CONTACT: settings.securityContact ?? settings.operator.contact,
  }
}
