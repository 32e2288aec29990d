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

/** One that is a learner's. */
export interface LearnerEvent extends OutgoingEvent {
  type: PublishedType
}

/** The way onto the bus for what this system knows. */
export interface EventBus {
  /**
   * Puts events on the bus.
   * @throws when any was not taken, so that whoever asked asks again; `RefusedForGood` when that would be no use.
   */
  put(events: readonly OutgoingEvent[]): Promise<void>
}

/** PutEvents takes ten entries a call (EventBridge API). */
const perCall = 10

/** Codes of entries that EventBridge will never take as they are (EventBridge API, PutEventsResultEntry). */
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

/** Something that will not be taken however often it is asked for. */
export class RefusedForGood extends Error {
  override name = 'RefusedForGood'
}

/** Whether no second try mends this: ours, or AWS's word for a request that is wrong in itself (an entry too large). */
export const isForGood = (error: unknown): error is Error =>
  error instanceof Error && ['RefusedForGood', 'ValidationException'].includes(error.name)
