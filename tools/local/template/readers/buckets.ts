import { z } from 'zod'
import type { App } from '../stack-scope.ts'
import { noEffect, readProperties } from './read.ts'

const Properties = z.strictObject({
  BucketName: z.string().optional(),
  NotificationConfiguration: z
    .strictObject({ EventBridgeConfiguration: z.strictObject({ EventBridgeEnabled: z.boolean() }) })
    .optional(),
  LifecycleConfiguration: noEffect,
  BucketEncryption: noEffect,
  PublicAccessBlockConfiguration: noEffect,
  OwnershipControls: noEffect,
  Tags: noEffect,
})

export type BucketSpec = {
  name: string
  arn: string
  /** Whether the bucket sends its events to EventBridge. */
  tells: boolean
}

export function readBuckets(app: App): BucketSpec[] {
  return app.resources('AWS::S3::Bucket').map(resource => {
    const { NotificationConfiguration } = readProperties(Properties, resource)
    const { ref, attributes } = resource.identity
    const tells = NotificationConfiguration?.EventBridgeConfiguration.EventBridgeEnabled ?? false
    return { name: ref, arn: attributes['Arn'] ?? '', tells }
  })
}
