import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge'
import type { FactDetail, PublishedType } from '../contracts/bus.ts'
import { ownSource } from '../contracts/bus-rules.ts'

/** A fact on its way to the bus. */
export interface OutgoingFact {
  type: PublishedType
  detail: FactDetail
}

/** The way onto the bus for what this system knows. */
export interface FactBus {
  /** Puts facts on the bus. Throws when any was not taken, so that whoever asked asks again. */
  put(facts: readonly OutgoingFact[]): Promise<void>
}

/** PutEvents takes ten entries a call (EventBridge API). */
const perCall = 10

/** EventBridge as the bus. */
export function eventBridgeBus(client: EventBridgeClient, busName: string): FactBus {
  const toEntry = ({ type, detail }: OutgoingFact): PutEventsRequestEntry => ({
    EventBusName: busName,
    Source: ownSource,
    DetailType: type,
    Detail: JSON.stringify(detail),
    Time: new Date(detail.at),
  })

  return {
    async put(facts) {
      for (let i = 0; i < facts.length; i += perCall) {
        const Entries = facts.slice(i, i + perCall).map(toEntry)
        const answer = await client.send(new PutEventsCommand({ Entries }))
        const failed = answer.Entries?.find(entry => entry.ErrorCode)
        if (answer.FailedEntryCount)
          throw new Error(
            `The bus ${busName} did not take ${answer.FailedEntryCount} of ${Entries.length} facts (${failed?.ErrorCode}). They are put again with the batch.`,
          )
      }
    },
  }
}
