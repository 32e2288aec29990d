import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsCommandOutput,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge'
import type { BusType, EventDetail } from '../contracts/bus.ts'
import { ownSource } from '../contracts/bus-rules.ts'
import type { PublishedType } from '../domain/domain-event.ts'

/** An event on its way to the bus. */
export interface OutgoingEvent {
  type: BusType
  detail: EventDetail
}

/** An event about a learner. */
export interface LearnerEvent extends OutgoingEvent {
  type: PublishedType
}

/** The event bus, for the events of this system. */
export interface EventBus {
  /**
   * Puts events on the bus.
   * @throws if any event was not accepted, so that the caller retries; `RefusedForGood` if a retry is useless.
   */
  put(events: readonly OutgoingEvent[]): Promise<void>
}

/** PutEvents takes ten entries a call (EventBridge API). */
const perCall = 10

/** Error codes of entries that EventBridge will never accept (EventBridge API, PutEventsResultEntry). */
const forGood: readonly string[] = ['InvalidArgument', 'MalformedDetail', 'RedactionFailure']

function check({ FailedEntryCount, Entries = [] }: PutEventsCommandOutput, busName: string): void {
  if (!FailedEntryCount) return
  const codes = Entries.flatMap(({ ErrorCode }) => ErrorCode ?? [])
  const refused = codes.find(code => forGood.includes(code))
  const words = `The bus ${busName} did not take ${FailedEntryCount} of ${Entries.length} events`
  if (refused) throw new RefusedForGood(`${words}: ${refused}, which no second try mends.`)
  throw new Error(`${words} (${codes[0]}). They are put again with the batch.`)
}

/** EventBridge as the bus. */
export function eventBridgeBus(client: EventBridgeClient, busName: string): EventBus {
  const toEntry = ({ type, detail }: OutgoingEvent): PutEventsRequestEntry => ({
    EventBusName: busName,
    Source: ownSource,
    DetailType: type,
    Detail: JSON.stringify(detail),
    Time: new Date(detail.at),
  })

  return {
    async put(events) {
      for (let i = 0; i < events.length; i += perCall) {
        const Entries = events.slice(i, i + perCall).map(toEntry)
        check(await client.send(new PutEventsCommand({ Entries })), busName)
      }
    },
  }
}

/** A refusal that a retry cannot change. */
export class RefusedForGood extends Error {
  override name = 'RefusedForGood'
}

/**
 * Whether a retry is useless: our own `RefusedForGood`, or an AWS error about the request itself (an entry too large,
 * say).
 */
export const isForGood = (error: unknown): error is Error =>
  error instanceof Error && ['RefusedForGood', 'ValidationException'].includes(error.name)
