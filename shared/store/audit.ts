import * as z from 'zod/mini'
import type { Instant } from '../domain/ids.ts'
import type { Key, Table } from './table.ts'

const partition = (at: Instant): string => `audit#${new Date(at).toISOString().slice(0, 7)}`

/** Sorts by time; what stands behind it tells two entries of one moment apart. */
const keyOf = (at: Instant, mark: string): Key => ({
  pk: partition(at),
  sk: `${new Date(at).toISOString()}#${mark}`,
})

const Details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

/** What an operator did: written before it is done, and its outcome after. */
export const AuditEntry = z.object({
  at: z.int(),
  /** The AWS identity that did it. */
  who: z.string(),
  /** The command, such as `hold delivery`. */
  what: z.string(),
  /** On whom or what: random ids, never an address. */
  about: Details,
  /** The operator's own words. */
  why: z.string(),
  /** `begun` stays where the command was cut off. */
  outcome: z.enum(['begun', 'done', 'failed']),
  endedAt: z.optional(z.int()),
  /** Figures and words about the outcome. */
  result: z.optional(Details),
})
export type AuditEntry = z.infer<typeof AuditEntry>
export type AuditDetails = z.infer<typeof Details>

/** Months of the years from one moment to another, as partitions, newest first. */
function partitionsBetween(from: Instant, to: Instant): string[] {
  const partitions: string[] = []
  const month = new Date(from)
  month.setUTCDate(1)
  for (; month.getTime() <= to; month.setUTCMonth(month.getUTCMonth() + 1))
    partitions.unshift(partition(month.getTime()))
  return partitions
}

/** The trail of what operators did. Entries are added and ended, never removed. */
export function auditStore(table: Pick<Table, 'query' | 'write'>) {
  return {
    /**
     * Writes down that something is about to be done.
     * @param mark random, so that two entries of one moment are two.
     * @returns how to write down what became of it.
     */
    async begin(entry: Omit<AuditEntry, 'outcome' | 'endedAt' | 'result'>, mark: string) {
      const key = keyOf(entry.at, mark)
      await table.write({ put: { ...key, ...entry, outcome: 'begun' } })
      return async (outcome: 'done' | 'failed', endedAt: Instant, result: AuditDetails): Promise<void> => {
        await table.write({ update: key, set: { outcome, endedAt, result } })
      }
    },

    /** Everything between two moments, newest first. */
    async between(from: Instant, to: Instant): Promise<AuditEntry[]> {
      const months = await Promise.all(partitionsBetween(from, to).map(one => table.query(one)))
      return months
        .flatMap(rows => rows.map(row => AuditEntry.parse(row)).reverse())
        .filter(entry => entry.at >= from && entry.at <= to)
    },
  }
}
export type AuditStore = ReturnType<typeof auditStore>
