import { z } from 'zod'
import { LocalProblem } from '../../local-problem.ts'
import type { App, Resolved } from '../stack-scope.ts'
import { noEffect, readProperties } from './read.ts'

const Properties = z.strictObject({
  FunctionName: z.string().optional(),
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.string().startsWith('nodejs'),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.coerce.string()) }).optional(),
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  ReservedConcurrentExecutions: z.coerce.number().optional(),
  PackageType: z.literal('Zip').optional(),
  Description: noEffect,
  Role: noEffect,
  Architectures: noEffect,
  LoggingConfig: noEffect,
  TracingConfig: noEffect,
  RuntimeManagementConfig: noEffect,
  RecursiveLoop: noEffect,
  Tags: noEffect,
})

const InvokeConfig = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.literal('$LATEST'),
  MaximumRetryAttempts: z.coerce.number().default(2),
  MaximumEventAgeInSeconds: z.coerce.number().default(21_600),
  DestinationConfig: z
    .strictObject({ OnFailure: z.strictObject({ Destination: z.string() }).optional() })
    .optional(),
})

/**
 * Lambda's settings for asynchronous invocations. Defaults: Lambda developer guide, "Error handling for asynchronous
 * invocation".
 */
export type AsyncPolicy = { retries: number; maxAgeSeconds: number; onFailure: string | undefined }

export type FunctionSpec = {
  name: string
  arn: string
  /** The bundle's folder. */
  code: string
  /** Such as `index.handler`. */
  handler: string
  environment: Record<string, string>
  timeoutSeconds: number
  memoryMegabytes: number
  /** The limit on simultaneous invocations; absent: the local stack's own. */
  reservedConcurrency: number | undefined
  async: AsyncPolicy
}

export function readFunctions(app: App): FunctionSpec[] {
  const policies = readPolicies(app)
  return app.resources('AWS::Lambda::Function').map(resource => {
    const properties = readProperties(Properties, resource)
    const name = resource.identity.ref
    return {
      name,
      arn: resource.identity.attributes['Arn'] ?? '',
      code: codeFolder(resource, properties.Code.S3Key),
      handler: properties.Handler,
      environment: properties.Environment?.Variables ?? {},
      timeoutSeconds: properties.Timeout,
      memoryMegabytes: properties.MemorySize,
      reservedConcurrency: properties.ReservedConcurrentExecutions,
      async: policies.get(name) ?? { retries: 2, maxAgeSeconds: 21_600, onFailure: undefined },
    }
  })
}

function readPolicies(app: App): Map<string, AsyncPolicy> {
  const configs = app
    .resources('AWS::Lambda::EventInvokeConfig')
    .map(resource => readProperties(InvokeConfig, resource))
  return new Map(
    configs.map(config => [
      config.FunctionName,
      {
        retries: config.MaximumRetryAttempts,
        maxAgeSeconds: config.MaximumEventAgeInSeconds,
        onFailure: config.DestinationConfig?.OnFailure?.Destination,
      },
    ]),
  )
}

function codeFolder({ stack, logicalId }: Resolved, key: string): string {
  const folder = stack.assets[key.replace(/\.zip$/, '')]
  if (folder) return folder
  throw new LocalProblem(
    `The code of ${logicalId} is not among the assets of ${stack.name}; the local stack runs only functions that the app bundles itself.`,
  )
}
