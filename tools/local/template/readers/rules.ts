import { z } from 'zod'
import { account, region } from '../place.ts'
import type { App } from '../stack-scope.ts'
import { noEffect, readProperties } from './read.ts'

const Target = z.strictObject({
  Id: z.string(),
  Arn: z.string(),
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  RetryPolicy: z
    .strictObject({
      MaximumRetryAttempts: z.coerce.number().default(185),
      MaximumEventAgeInSeconds: z.coerce.number().default(86_400),
    })
    .default({ MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 }),
  DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
})
export type TargetSpec = z.infer<typeof Target>

const Rule = z.strictObject({
  Name: z.string().optional(),
  Description: noEffect,
  EventBusName: z.string().default('default'),
  EventPattern: z.record(z.string(), z.unknown()).optional(),
  ScheduleExpression: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(Target).max(5).default([]),
  Tags: noEffect,
})

export type RuleSpec = {
  name: string
  arn: string
  /** The bus's name; `default` is the account's own. */
  bus: string
  pattern: Record<string, unknown> | undefined
  /** `rate(1 minute)` */
  schedule: string | undefined
  enabled: boolean
  targets: TargetSpec[]
}

const busName = (nameOrArn: string): string => nameOrArn.split('/').at(-1) ?? nameOrArn

export function readRules(app: App): RuleSpec[] {
  return app.resources('AWS::Events::Rule').map(resource => {
    const { EventBusName, EventPattern, ScheduleExpression, State, Targets } = readProperties(Rule, resource)
    return {
      name: resource.identity.ref,
      arn: resource.identity.attributes['Arn'] ?? '',
      bus: busName(EventBusName),
      pattern: EventPattern,
      schedule: ScheduleExpression,
      enabled: State === 'ENABLED',
      targets: Targets,
    }
  })
}

export type BusSpec = { name: string; arn: string }

const Bus = z.strictObject({
  Name: z.string(),
  Description: noEffect,
  KmsKeyIdentifier: noEffect,
  LogConfig: noEffect,
  DeadLetterConfig: noEffect,
  Policy: noEffect,
  Tags: noEffect,
})

/** The app's buses, and the account's default bus. */
export function readBuses(app: App): BusSpec[] {
  const own = app.resources('AWS::Events::EventBus').map(resource => {
    const { Name } = readProperties(Bus, resource)
    return { name: Name, arn: resource.identity.attributes['Arn'] ?? '' }
  })
  return [{ name: 'default', arn: `arn:aws:events:${region}:${account}:event-bus/default` }, ...own]
}

export type ArchiveSpec = {
  name: string
  arn: string
  bus: string
  pattern: Record<string, unknown> | undefined
  retentionDays: number
}

const Archive = z.strictObject({
  ArchiveName: z.string().optional(),
  SourceArn: z.string(),
  EventPattern: z.record(z.string(), z.unknown()).optional(),
  RetentionDays: z.coerce.number().default(0),
  Description: noEffect,
  KmsKeyIdentifier: noEffect,
})

export function readArchives(app: App): ArchiveSpec[] {
  return app.resources('AWS::Events::Archive').map(resource => {
    const { SourceArn, EventPattern, RetentionDays } = readProperties(Archive, resource)
    return {
      name: resource.identity.ref,
      arn: resource.identity.attributes['Arn'] ?? '',
      bus: busName(SourceArn),
      pattern: EventPattern,
      retentionDays: RetentionDays,
    }
  })
}
