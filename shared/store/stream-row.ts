import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod/mini'
import { DomainEvent } from '../domain/domain-event.ts'
import type { JourneyId } from '../domain/ids.ts'
import { accountEmails } from './due.ts'
import { parseHistory } from './history.ts'
import type { HistoryEntry } from './history-entry.ts'
import { journeyIdOf, learnerIdOf, receivedIdOf } from './keys.ts'
import { historyIn } from './packed-history.ts'

/** The name of a received sign-up's row; no journey can have it, so that no two events have one id. */
const received = 'sign_up'

/** What a row in the table's stream tells beside its events. */
export interface StreamRow {
  learnerId: string
  epoch: string
  version: number
  /** The journey, or `account` for the person's own row. */
  name: string
  /** The events that this write established, each at its place; null for one that is for no bus. */
  events: readonly (DomainEvent | null)[]
  /** What had happened to the person in this row until then, this write included. */
  history: readonly HistoryEntry[]
  sector?: string
  /** What they were counted under until this write, if it is another sector now; empty for none. */
  sectorBefore?: string
  /** Where somebody is and was in this journey, when that changed. */
  moved: { to?: string; from?: string; journeyId: string }[]
  /** How many more emails of theirs are held since this write, their outcome being unknown. */
  opened: number
  /** Of a sign-up that was received, in place of events: when. */
  receivedAt?: number
  /** Of somebody who was erased: what they had answered, by journey, as their rows held it. */
  replies?: Readonly<Record<string, string>>
  /** Of somebody who was erased: what had happened to them, by row. */
  erased?: Readonly<Record<string, readonly HistoryEntry[]>>
}

const Row = z.object({
  pk: z.string(),
  sk: z.string(),
  v: z.int(),
  f: z.string(),
  e: z.optional(z.string()),
  epoch: z.optional(z.string()),
  at: z.optional(z.string()),
  was: z.optional(z.string()),
  h: z._default(z.string(), ''),
  w: z.optional(z.string()),
  u: z._default(z.int(), 0),
  /** The person's sector, in their own row and in that of a journey. */
  sector: z.optional(z.string()),
  sc: z.optional(z.string()),
  sw: z.optional(z.string()),
  requests: z._default(z.array(z.object({ sector: z.optional(z.string()) })), []),
  /** Of a tombstone: where the person was in each journey, and what had happened, until it is counted. */
  places: z.optional(z.record(z.string(), z.string())),
  histories: z.optional(z.record(z.string(), z.string())),
  replies: z.optional(z.record(z.string(), z.string())),
})

const ReceivedRow = z.object({ v: z.int(), epoch: z.string(), at: z.int() })

/** A sign-up that was received tells of itself, and of no learner: nothing is counted before it is handled. */
function receivedRow(learnerId: string, row: unknown): StreamRow {
  const { v: version, epoch, at: receivedAt } = ReceivedRow.parse(row)
  const nothing = { events: [], history: [], moved: [], opened: 0 }
  return { learnerId, epoch, version, name: received, receivedAt, ...nothing }
}

const Told = z.array(z.nullable(z.looseObject({})))
const Events = z.array(z.nullable(DomainEvent))

/** The row of a journey tells its own events without the journey. */
const eventsIn = (f: string, journeyId: JourneyId | undefined): (DomainEvent | null)[] =>
  Events.parse(Told.parse(JSON.parse(f)).map(event => event && { ...(journeyId && { journeyId }), ...event }))

/** Of who has confirmed nothing yet, as they said it in their last sign-up. */
function sectorOf({ sc, requests, sector = sc ?? requests.at(-1)?.sector }: z.infer<typeof Row>): {
  sector?: string
} {
  return sector ? { sector } : {}
}

/**
 * Reads the new image of a row that established events.
 * @throws when it is none of this system's rows, or tells something that this version does not know.
 */
export function readStreamRow(newImage: unknown): StreamRow {
  const image = unmarshall(newImage as Record<string, AttributeValue>)
  const receivedId = receivedIdOf(z.object({ pk: z.string() }).parse(image))
  if (receivedId !== undefined) return receivedRow(receivedId, image)
  const row = Row.parse(image)
  const { pk, sk, v, f, u, e, epoch, at, was, sw, places, histories, replies } = row
  const name = journeyIdOf(row) ?? accountEmails
  const here = at === undefined ? [] : [{ to: at, ...(was && { from: was }), journeyId: name }]
  const gone = Object.entries(places ?? {}).map(([journeyId, from]) => ({ from, journeyId }))
  const erased = Object.entries(histories ?? {}).map(([of, history]) => [of, parseHistory(history)] as const)
  const life = e ?? epoch
  if (life === undefined) throw new Error(`Row ${pk} ${sk} tells events and no epoch.`)
  return {
    learnerId: learnerIdOf(row),
    epoch: life,
    version: v,
    name,
    events: eventsIn(f, journeyIdOf(row)),
    history: parseHistory(historyIn(row)),
    ...sectorOf(row),
    ...(sw !== undefined && { sectorBefore: sw }),
    moved: [...here, ...gone],
    opened: u,
    ...(replies && { replies }),
    ...(histories && { erased: Object.fromEntries(erased) }),
  }
}
