import { z } from 'zod'
import type { App } from '../stack-scope.ts'
import { noEffect, readProperties } from './read.ts'

const seconds = (otherwise: number) => z.coerce.number().min(0).default(otherwise)

const Mapping = z.strictObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.coerce.number().min(1).optional(),
  MaximumBatchingWindowInSeconds: seconds(0),
  FilterCriteria: z.strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })) }).optional(),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }) }).optional(),
  ScalingConfig: z.strictObject({ MaximumConcurrency: z.coerce.number().min(2) }).optional(),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']).optional(),
  BisectBatchOnFunctionError: z.boolean().default(false),
  MaximumRetryAttempts: z.coerce.number().min(-1).default(-1),
  MaximumRecordAgeInSeconds: z.coerce.number().min(-1).default(-1),
  TumblingWindowInSeconds: seconds(0),
  ParallelizationFactor: z.literal(1).optional(),
  MetricsConfig: noEffect,
  Tags: noEffect,
})

/**
 * An event source mapping from a stream or a queue to a function. Defaults: Lambda API reference,
 * CreateEventSourceMapping.
 */
export type MappingSpec = {
  id: string
  sourceArn: string
  /** Name of the function. */
  function: string
  enabled: boolean
  batchSize: number
  batchingWindowSeconds: number
  /** Event patterns; one of them must match. Without patterns, everything matches. */
  filters: Record<string, unknown>[]
  reportsFailedItems: boolean
  onFailure: string | undefined
  maxConcurrency: number
  bisect: boolean
  /** -1: no limit. */
  maxRetries: number
  /** -1: no limit. */
  maxRecordAgeSeconds: number
  /** 0: no window. */
  tumblingWindowSeconds: number
}

const functionName = (nameOrArn: string): string => nameOrArn.split(':').at(-1) ?? nameOrArn

export function readMappings(app: App): MappingSpec[] {
  return app.resources('AWS::Lambda::EventSourceMapping').map(resource => {
    const mapping = readProperties(Mapping, resource)
    return {
      id: resource.logicalId,
      sourceArn: mapping.EventSourceArn,
      function: functionName(mapping.FunctionName),
      enabled: mapping.Enabled,
      batchSize: mapping.BatchSize ?? (mapping.EventSourceArn.includes(':sqs:') ? 10 : 100),
      batchingWindowSeconds: mapping.MaximumBatchingWindowInSeconds,
      filters: (mapping.FilterCriteria?.Filters ?? []).map(({ Pattern }) => JSON.parse(Pattern)),
      reportsFailedItems: mapping.FunctionResponseTypes.length > 0,
      onFailure: mapping.DestinationConfig?.OnFailure.Destination,
      maxConcurrency: mapping.ScalingConfig?.MaximumConcurrency ?? 2,
      bisect: mapping.BisectBatchOnFunctionError,
      maxRetries: mapping.MaximumRetryAttempts,
      maxRecordAgeSeconds: mapping.MaximumRecordAgeInSeconds,
      tumblingWindowSeconds: mapping.TumblingWindowInSeconds,
    }
  })
}
