import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib'
import { Archive, CfnEventBusPolicy, EventBus } from 'aws-cdk-lib/aws-events'
import { AccountPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { ownSource } from '../../shared/contracts/bus-rules.ts'
import type { Settings } from '../settings.ts'

/** The bus. It carries what ShiftWorks publishes and what learning platforms report, and no personal data. */
export function createBus(stack: Stack, settings: Settings): EventBus {
  const bus = new EventBus(stack, 'Bus', { eventBusName: `ShiftWorks-${settings.stage}` })
  bus.applyRemovalPolicy(RemovalPolicy.RETAIN)
  for (const platform of settings.learningPlatforms)
    if (platform.account) admitPlatform(stack, bus, platform.source, platform.account)
  return bus
}

/** Lets a learning platform in another account put events under its own source, and under no other. */
function admitPlatform(stack: Stack, bus: EventBus, source: string, account: string): void {
  const statementId = `Platform${account}${source.replaceAll(/[^A-Za-z0-9]/g, '')}`
  const statement = new PolicyStatement({
    sid: statementId,
    effect: Effect.ALLOW,
    principals: [new AccountPrincipal(account)],
    actions: ['events:PutEvents'],
    resources: [bus.eventBusArn],
    conditions: { StringEquals: { 'events:source': source } },
  })
  new CfnEventBusPolicy(stack, statementId, {
    eventBusName: bus.eventBusName,
    statementId,
    statement: statement.toStatementJson(),
  })
}

/** Keeps the bus's events for replays. Replayed events aren't archived again. Returns the archive's name. */
export function createArchive(stack: Stack, bus: EventBus, settings: Settings): string {
  const archiveName = `ShiftWorks-${settings.stage}`
  const archive = new Archive(stack, 'Archive', {
    archiveName,
    sourceEventBus: bus,
    eventPattern: { source: [ownSource, ...settings.learningPlatforms.map(({ source }) => source)] },
    retention: Duration.days(settings.archiveDays),
  })
  archive.applyRemovalPolicy(RemovalPolicy.RETAIN)
  return archiveName
}
