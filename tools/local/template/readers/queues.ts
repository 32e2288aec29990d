import { z } from 'zod'
import type { App } from '../stack-scope.ts'
import { noEffect, readProperties } from './read.ts'

const Properties = z.strictObject({
  QueueName: z.string().optional(),
  DelaySeconds: z.coerce.number().optional(),
  VisibilityTimeout: z.coerce.number().optional(),
  MaximumMessageSize: z.coerce.number().optional(),
  MessageRetentionPeriod: z.coerce.number().optional(),
  ReceiveMessageWaitTimeSeconds: z.coerce.number().optional(),
  RedrivePolicy: z
    .strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() })
    .optional(),
  SqsManagedSseEnabled: noEffect,
  KmsMasterKeyId: noEffect,
  KmsDataKeyReusePeriodSeconds: noEffect,
  RedriveAllowPolicy: noEffect,
  Tags: noEffect,
})

export type QueueSpec = {
  name: string
  arn: string
  url: string
  /** In the form of `CreateQueue` and `SetQueueAttributes`. */
  attributes: Record<string, string>
}

const numbers = [
  'DelaySeconds',
  'VisibilityTimeout',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
] as const

export function readQueues(app: App): QueueSpec[] {
  return app.resources('AWS::SQS::Queue').map(resource => {
    const properties = readProperties(Properties, resource)
    const attributes: Record<string, string> = {}
    for (const name of numbers)
      if (properties[name] !== undefined) attributes[name] = String(properties[name])
    if (properties.RedrivePolicy) attributes['RedrivePolicy'] = JSON.stringify(properties.RedrivePolicy)
    const { QueueName = '', QueueUrl = '', Arn = '' } = resource.identity.attributes
    return { name: QueueName, arn: Arn, url: QueueUrl, attributes }
  })
}
