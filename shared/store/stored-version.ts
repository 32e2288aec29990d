import * as z from 'zod/mini'
import { Journey } from '../domain/journey.ts'

/** An entry in a list of versions. */
export interface StoredVersion {
  version: number
  isCurrent: boolean
  /** It waits for its start. */
  waits?: true
  /** It was cancelled before its start. */
  unused?: true
  /** Absent if it was not published completely. Its number is then taken, and it can never be current. */
  whole?: {
    modules: number
    /** Absent for versions from before this was stored. */
    publishedAt?: number
    /** Its start, if its author gave one. */
    from?: number
    /** The author's note on what has changed. */
    note?: string
  }
}

const HeadRow = z.object({
  journey: Journey,
  publishedAt: z.optional(z.int()),
  from: z.optional(z.int()),
  note: z.optional(z.string()),
})

/**
 * The data in a version's head.
 * @param item undefined if the version was not published completely.
 */
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
