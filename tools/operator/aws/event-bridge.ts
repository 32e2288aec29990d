import { EventBridgeClient, type EventBridgeClientConfig } from '@aws-sdk/client-eventbridge'
import { eventBridgeBus } from '../../../shared/adapters/event-bus.ts'
import type { OperatorDeps } from '../deps.ts'
import { eventBridgeReplays } from './archive-replays.ts'
import { readSchedules } from './schedules.ts'

/** A bus, the replays of its archive, and the scheduled rules of a stage. */
export function eventBridgeOf(
  config: EventBridgeClientConfig,
  busName: string,
  stage: string,
): Pick<OperatorDeps, 'bus' | 'archive' | 'schedules'> {
  const client = new EventBridgeClient(config)
  return {
    bus: eventBridgeBus(client, busName),
    archive: eventBridgeReplays(client, busName),
    schedules: () => readSchedules(client, stage),
  }
}
