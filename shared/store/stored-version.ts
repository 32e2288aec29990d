import * as z from 'zod/mini'
import { Journey } from '../domain/journey.ts'

/** What a list of versions tells of one. */
export interface StoredVersion {
  version: number
  isCurrent: boolean
  /** It becomes current by itself. */
  waits?: true
  /** It waited, and was taken back before its time. */
  unused?: true
  /** Absent when it was never published to its end: then it has a number, and can never be current. */
  whole?: {
    modules: number
    /** Absent of versions that were published before this was written down. */
    publishedAt?: number
    /** From when on it was to be current, where its author named a time. */
    from?: number
    /** What its author said has changed. */
    note?: string
  }
}

const HeadRow = z.object({
  journey: Journey,
  publishedAt: z.optional(z.int()),
  from: z.optional(z.int()),
  note: z.optional(z.string()),
})

/** What the head of a version tells. @param item absent where the version was never published to its end. */
export function wholeOf(item: unknown): Pick<StoredVersion, 'whole'> {
  if (item === undefined) return {}
  const { journey, publishedAt, from, note } = HeadRow.parse(item)
  const said = {
    ...(publishedAt !== undefined && { publishedAt }),
    ...(from !== undefined && { from }),
    ...(note !== undefined && { note }),
  }
  return { whole: { modules: journey.modules.length, ...said } }
}
