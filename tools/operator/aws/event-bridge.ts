import { EventBridgeClient, type EventBridgeClientConfig } from '@aws-sdk/client-eventbridge'
import { eventBridgeBus } from '../../../shared/adapters/event-bus.ts'
import type { OperatorDeps } from '../deps.ts'
import { eventBridgeReplays } from './archive-replays.ts'

/** The bus of that name, and the replays of its archive. */
export function eventBridgeOf(
  config: EventBridgeClientConfig,
  busName: string,
): Pick<OperatorDeps, 'bus' | 'archive'> {
  const client = new EventBridgeClient(config)
  return { bus: eventBridgeBus(client, busName), archive: eventBridgeReplays(client, busName) }
}
