import * as z from 'zod/mini'
import { catalogueRows } from '../contracts/row-kinds.ts'
import type { Instant, JourneyId } from '../domain/ids.ts'
import type { Check, Item, Key } from './table.ts'

/** The row that says which version of a journey is current. */
export const catalogueKey = (id: JourneyId): Key => ({ pk: catalogueRows, sk: id })

const CatalogueRow = z.object({
  sk: z.string(),
  /** Absent while the first version is being published, when that broke off, or before its time has come. */
  current: z.optional(z.int()),
  latest: z.int(),
  publishedAt: z.optional(z.int()),
  /** The version that is current from a moment on, and that moment; nobody has to be there then. */
  next: z.optional(z.int()),
  from: z.optional(z.int()),
  /** Versions that waited and were taken back before their time: nobody has ever got them. */
  unused: z._default(z.array(z.int()), []),
})

/** A version that becomes current by itself. */
export interface WaitingVersion {
  version: number
  /** From when on it is current, by the clock of whoever reads. */
  from: Instant
}

/** What the catalogue holds of a journey. Which version is current depends on when that is asked. */
export interface Catalogued {
  id: JourneyId
  /** The highest version number ever taken. */
  latest: number
  /** Absent before the first version is current. */
  current?: { version: number; publishedAt: Instant }
  /** Kept when its time has come, until somebody publishes or goes back. */
  next?: WaitingVersion
  /** Versions that waited and were taken back before their time. */
  unused: readonly number[]
}

/** Which version of a journey people get. */
export interface CurrentVersion {
  id: JourneyId
  version: number
  /** The highest version number ever taken. */
  latest: number
  /** Since when it is current; of one that somebody went back to, when another was published last. */
  publishedAt: Instant
}

/** Reads a row of the catalogue. */
export function toCatalogued(item: unknown): Catalogued {
  const { sk, current, latest, publishedAt = 0, next, from, unused } = CatalogueRow.parse(item)
  return {
    id: sk,
    latest,
    ...(current !== undefined && { current: { version: current, publishedAt } }),
    ...(next !== undefined && from !== undefined && { next: { version: next, from } }),
    unused,
  }
}

/** The row of the catalogue. */
export const toCatalogueRow = ({ id, latest, current, next, unused }: Catalogued): Item => ({
  ...catalogueKey(id),
  latest,
  ...(current && { current: current.version, publishedAt: current.publishedAt }),
  ...(next && { next: next.version, from: next.from }),
  ...(unused.length > 0 && { unused }),
})

/** That nobody has changed what is current, or waits, since this was read. */
export const isAsRead = ({ latest, current, next }: Catalogued): Check[] =>
  Object.entries({ latest, current: current?.version, next: next?.version, from: next?.from }).map(
    ([attribute, value]) =>
      value === undefined ? { attribute, is: 'absent' } : { attribute, is: '=', value },
  )

/** The version that is current at a moment. @returns undefined where none is yet. */
export function currentAt(
  { id, latest, current, next }: Catalogued,
  now: Instant,
): CurrentVersion | undefined {
  if (next && next.from <= now) return { id, latest, version: next.version, publishedAt: next.from }
  return current && { id, latest, ...current }
}

/** The version that waits for its time at a moment. */
export const waitingAt = ({ next }: Catalogued, now: Instant): WaitingVersion | undefined =>
  next && next.from > now ? next : undefined

/** The same where nothing waits: what has come by its time is current for good, and what has not is taken back. */
function withoutNext(entry: Catalogued, now: Instant): Catalogued {
  const { id, latest, unused } = entry
  const current = currentAt(entry, now)
  const waiting = waitingAt(entry, now)
  return {
    id,
    latest,
    ...(current && { current: { version: current.version, publishedAt: current.publishedAt } }),
    unused: waiting ? [...unused, waiting.version] : unused,
  }
}

/** A version becomes current at once; one that waited is taken back. */
export function turnedTo(
  entry: Catalogued,
  version: number,
  now: Instant,
  publishedAt?: Instant,
): Catalogued {
  const { current, unused, ...rest } = withoutNext(entry, now)
  return {
    ...rest,
    current: { version, publishedAt: publishedAt ?? current?.publishedAt ?? now },
    unused: unused.filter(one => one !== version),
  }
}

/** A version waits for its time; one that waited in its place is taken back. */
export const waitingFor = (entry: Catalogued, next: WaitingVersion, now: Instant): Catalogued => ({
  ...withoutNext(entry, now),
  next,
})

/** @returns undefined where that version does not wait, or no longer. */
export function withoutWaiting(entry: Catalogued, version: number, now: Instant): Catalogued | undefined {
  return waitingAt(entry, now)?.version === version ? withoutNext(entry, now) : undefined
}
