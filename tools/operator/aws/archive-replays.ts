import {
  CancelReplayCommand,
  DescribeArchiveCommand,
  DescribeEventBusCommand,
  DescribeReplayCommand,
  type EventBridgeClient,
  ReplayState,
  ResourceNotFoundException,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge'
import type { ArchiveProgress, ArchiveReplays } from '../replay/archive-replays.ts'
import { rulesOf } from './list-rules.ts'

const states: Readonly<Record<ReplayState, ArchiveProgress['state']>> = {
  [ReplayState.STARTING]: 'running',
  [ReplayState.RUNNING]: 'running',
  [ReplayState.CANCELLING]: 'cancelling',
  [ReplayState.COMPLETED]: 'completed',
  [ReplayState.CANCELLED]: 'cancelled',
  [ReplayState.FAILED]: 'failed',
}

/** @param name the bus's name, which its archive has too (`infra/data/bus.ts`) */
async function arnsOf(client: EventBridgeClient, name: string) {
  const [archive, bus] = await Promise.all([
    client.send(new DescribeArchiveCommand({ ArchiveName: name })),
    client.send(new DescribeEventBusCommand({ Name: name })),
  ])
  return { archive: archive.ArchiveArn, bus: bus.Arn }
}

/** Replays of EventBridge's archive of our bus. */
export function eventBridgeReplays(client: EventBridgeClient, busName: string): ArchiveReplays {
  return {
    rules: async () => (await rulesOf(client, busName)).flatMap(({ Name }) => Name ?? []),

    async start({ name, from, until, rules }) {
      const [{ archive, bus }, all] = await Promise.all([arnsOf(client, busName), rulesOf(client, busName)])
      const arns = rules.map(rule => all.find(({ Name }) => Name === rule)?.Arn)
      const FilterArns = arns.filter(arn => arn !== undefined)
      if (FilterArns.length !== rules.length || rules.length === 0)
        throw new Error(
          `The bus ${busName} lacks one of the rules ${rules.join(', ')}. Nothing was replayed.`,
        )
      await client.send(
        new StartReplayCommand({
          ReplayName: name,
          EventSourceArn: archive,
          EventStartTime: new Date(from),
          EventEndTime: new Date(until),
          Destination: { Arn: bus, FilterArns },
        }),
      )
    },

    async describe(name) {
      try {
        const answer = await client.send(new DescribeReplayCommand({ ReplayName: name }))
        const { State = 'RUNNING', StateReason, EventLastReplayedTime } = answer
        return {
          state: states[State],
          ...(EventLastReplayedTime && { reached: EventLastReplayedTime.getTime() }),
          ...(StateReason && { reason: StateReason }),
        }
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined
        throw error
      }
    },

    async cancel(name) {
      await client.send(new CancelReplayCommand({ ReplayName: name }))
    },
  }
}
