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

/** Used as the row's name in the event id of a received sign-up. No journey can have it, so ids stay unique. */
const received = 'sign_up'

/** A stream record's row. */
export interface StreamRow {
  learnerId: string
  epoch: string
  version: number
  /** The journey, or `account` for the profile. */
  name: string
  /** The events of this write, by index; null for one that is not published. */
  events: readonly (DomainEvent | null)[]
  /** The history of the row, including this write. */
  history: readonly HistoryEntry[]
  sector?: string
  /** The sector that the person was counted under until this write, if it changed; empty for none. */
  sectorBefore?: string
  /** The person's place and previous place in this journey, if it changed. */
  moved: { to?: string; from?: string; journeyId: string }[]
  /** The change in the number of their emails held with an unknown outcome. */
  opened: number
  /** For a received sign-up, in place of events: when. */
  receivedAt?: number
  /** For an erased person: their replies by journey, as their rows stored them. */
  replies?: Readonly<Record<string, string>>
  /** For an erased person: their histories by row. */
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
  /** The person's sector, in a profile and in an enrolment. */
  sector: z.optional(z.string()),
  sc: z.optional(z.string()),
  sw: z.optional(z.string()),
  requests: z._default(z.array(z.object({ sector: z.optional(z.string()) })), []),
  /** For a tombstone: the person's place in each journey and their history, until counted. */
  places: z.optional(z.record(z.string(), z.string())),
  histories: z.optional(z.record(z.string(), z.string())),
  replies: z.optional(z.record(z.string(), z.string())),
})

const ReceivedRow = z.object({ v: z.int(), epoch: z.string(), at: z.int() })

/** A received sign-up has no learner. Nothing is counted before it is handled. */
function receivedRow(learnerId: string, row: unknown): StreamRow {
  const { v: version, epoch, at: receivedAt } = ReceivedRow.parse(row)
  const nothing = { events: [], history: [], moved: [], opened: 0 }
  return { learnerId, epoch, version, name: received, receivedAt, ...nothing }
}

const Told = z.array(z.nullable(z.looseObject({})))
const Events = z.array(z.nullable(DomainEvent))

/** Adds the journey to the events of an enrolment's row, which omits it. */
const eventsIn = (f: string, journeyId: JourneyId | undefined): (DomainEvent | null)[] =>
  Events.parse(Told.parse(JSON.parse(f)).map(event => event && { ...(journeyId && { journeyId }), ...event }))

/** The sector; for a person who has confirmed nothing yet, that of their last sign-up. */
function sectorOf({ sc, requests, sector = sc ?? requests.at(-1)?.sector }: z.infer<typeof Row>): {
  sector?: string
} {
  return sector ? { sector } : {}
}

/**
 * Parses the new image of a row that stored events.
 * @throws if it is no row of this system, or has something that this version does not know.
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
