import { z } from 'zod'
import type { App } from '../stack-scope.ts'
import { noEffect, readProperties } from './read.ts'

const Key = z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })
const Index = z.strictObject({
  IndexName: z.string(),
  KeySchema: z.array(Key),
  Projection: z.object({ ProjectionType: z.string(), NonKeyAttributes: z.array(z.string()).optional() }),
  WarmThroughput: noEffect,
  WriteOnDemandThroughputSettings: noEffect,
  ReadOnDemandThroughputSettings: noEffect,
  ContributorInsightsSpecification: noEffect,
})

const Properties = z.strictObject({
  TableName: z.string().optional(),
  KeySchema: z.array(Key),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.string() })),
  GlobalSecondaryIndexes: z.array(Index).default([]),
  StreamSpecification: z.strictObject({ StreamViewType: z.string() }).optional(),
  TimeToLiveSpecification: z.strictObject({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
  BillingMode: z.literal('PAY_PER_REQUEST'),
  PointInTimeRecoverySpecification: noEffect,
  DeletionProtectionEnabled: noEffect,
  SSESpecification: noEffect,
  Replicas: noEffect,
  Tags: noEffect,
  WarmThroughput: noEffect,
  OnDemandThroughput: noEffect,
  ContributorInsightsSpecification: noEffect,
})

export type TableSpec = {
  name: string
  arn: string
  streamArn: string
  keySchema: z.infer<typeof Key>[]
  attributes: { AttributeName: string; AttributeType: string }[]
  indexes: Pick<z.infer<typeof Index>, 'IndexName' | 'KeySchema' | 'Projection'>[]
  /** The stream's view type; absent without a stream. */
  streamView: string | undefined
  timeToLive: string | undefined
}

export function readTables(app: App): TableSpec[] {
  return app.resources('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map(resource => {
    const properties = readProperties(Properties, resource)
    const { ref, attributes } = resource.identity
    return {
      name: ref,
      arn: attributes['Arn'] ?? '',
      streamArn: attributes['StreamArn'] ?? '',
      keySchema: properties.KeySchema,
      attributes: properties.AttributeDefinitions,
      indexes: properties.GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
        IndexName,
        KeySchema,
        Projection,
      })),
      streamView: properties.StreamSpecification?.StreamViewType,
      timeToLive: properties.TimeToLiveSpecification?.AttributeName,
    }
  })
}
