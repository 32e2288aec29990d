import { createHash } from 'node:crypto'
import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib'
import { Archive, EventBus } from 'aws-cdk-lib/aws-events'
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { ownSource } from '../../shared/contracts/bus-rules.ts'
import { platformSources } from '../platforms.ts'
import type { Settings } from '../settings.ts'

/** The bus. It carries what ShiftWorks publishes and what learning platforms report; no personal data. */
export function createBus(stack: Stack, settings: Settings): EventBus {
  const bus = new EventBus(stack, 'Bus', { eventBusName: `ShiftWorks-${settings.stage}` })
  bus.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
  for (const platform of settings.learningPlatforms)
    if (platform.account) admitPlatform(bus, platform.source, platform.account)
  return bus
}

/** Allows a learning platform in another account to put events under its own source only. */
function admitPlatform(bus: EventBus, source: string, account: string): void {
  bus.addToResourcePolicy(
    new PolicyStatement({
      sid: statementId(source, account),
      principals: [new AccountPrincipal(account)],
      actions: ['events:PutEvents'],
      resources: [bus.eventBusArn],
      conditions: { StringEquals: { 'events:source': source } },
    }),
  )
}

/**
 * A source may contain characters that a statement id may not, be longer, or differ from another in just such a
 * character.
 */
const statementId = (source: string, account: string): string =>
  `Platform${account}x${createHash('sha256').update(source).digest('hex').slice(0, 16)}`

/**
 * Archives the bus's events for replays. Replayed events are not archived again.
 * @returns the archive's name.
 */
export function createArchive(stack: Stack, bus: EventBus, settings: Settings): string {
  const archiveName = `ShiftWorks-${settings.stage}`
  const archive = new Archive(stack, 'Archive', {
    archiveName,
    sourceEventBus: bus,
    eventPattern: { source: [ownSource, ...platformSources(settings)] },
    retention: Duration.days(settings.archiveDays),
  })
  archive.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
  return archiveName
}
