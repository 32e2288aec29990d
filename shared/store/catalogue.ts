import * as z from 'zod/mini'
import { catalogueRows } from '../contracts/row-kinds.ts'
import type { Instant, JourneyId } from '../domain/ids.ts'
import type { Check, Item, Key } from './table.ts'

/** The key of the row with a journey's current version. */
export const catalogueKey = (id: JourneyId): Key => ({ pk: catalogueRows, sk: id })

const CatalogueRow = z.object({
  sk: z.string(),
  /** Absent while the first version is being published, if that was interrupted, or before its start. */
  current: z.optional(z.int()),
  latest: z.int(),
  publishedAt: z.optional(z.int()),
  /** The version that becomes current at a moment. It takes effect without a write. */
  next: z.optional(z.int()),
  from: z.optional(z.int()),
  /** Versions that were cancelled before their start. Nobody ever got them. */
  unused: z._default(z.array(z.int()), []),
})

/** A version that becomes current at a given time. */
export interface WaitingVersion {
  version: number
  /** The start, compared with the clock of each reader. */
  from: Instant
}

/** A journey's row in the catalogue. Which version is current depends on the time. */
export interface Catalogued {
  id: JourneyId
  /** The highest version number ever taken. */
  latest: number
  /** Absent until a version is current. */
  current?: { version: number; publishedAt: Instant }
  /** Kept after its start, until the next publication or rollback. */
  next?: WaitingVersion
  /** Versions that were cancelled before their start. */
  unused: readonly number[]
}

/** The version of a journey that people get. */
export interface CurrentVersion {
  id: JourneyId
  version: number
  /** The highest version number ever taken. */
  latest: number
  /** Since when it is current. After a rollback: when the other version was published. */
  publishedAt: Instant
}

/** Parses a row of the catalogue. */
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

/** The condition that the row's versions are unchanged since it was read. */
export const isAsRead = ({ latest, current, next }: Catalogued): Check[] =>
  Object.entries({ latest, current: current?.version, next: next?.version, from: next?.from }).map(
    ([attribute, value]) =>
      value === undefined ? { attribute, is: 'absent' } : { attribute, is: '=', value },
  )

/**
 * The version that is current at a moment.
 * @returns undefined if there is none yet.
 */
export function currentAt(
  { id, latest, current, next }: Catalogued,
  now: Instant,
): CurrentVersion | undefined {
  if (next && next.from <= now) return { id, latest, version: next.version, publishedAt: next.from }
  return current && { id, latest, ...current }
}

/** The version that still waits for its start at a moment. */
export const waitingAt = ({ next }: Catalogued, now: Instant): WaitingVersion | undefined =>
  next && next.from > now ? next : undefined

/** The row without a waiting version: one that has started becomes current for good, one that has not is cancelled. */
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

/** Makes a version current at once; a waiting one is cancelled. */
export function withCurrent(
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

/** Makes a version wait for its start; another waiting one is cancelled. */
export const waitingFor = (entry: Catalogued, next: WaitingVersion, now: Instant): Catalogued => ({
  ...withoutNext(entry, now),
  next,
})

/** @returns undefined if that version is not waiting, or no longer. */
export function withoutWaiting(entry: Catalogued, version: number, now: Instant): Catalogued | undefined {
  return waitingAt(entry, now)?.version === version ? withoutNext(entry, now) : undefined
}
