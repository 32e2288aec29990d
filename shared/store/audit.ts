import * as z from 'zod/mini'
import type { Instant } from '../domain/ids.ts'
import type { Key, Table } from './table.ts'

const partition = (at: Instant): string => `audit#${new Date(at).toISOString().slice(0, 7)}`

/** Sorts by time; the random mark distinguishes entries of the same moment. */
const keyOf = (at: Instant, mark: string): Key => ({
  pk: partition(at),
  sk: `${new Date(at).toISOString()}#${mark}`,
})

const Details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

/** An action of an operator. Stored before the action, and its outcome after it. */
export const AuditEntry = z.object({
  at: z.int(),
  /** The AWS identity of the operator. */
  who: z.string(),
  /** The command, such as `hold delivery`. */
  what: z.string(),
  /** The object of the change: random ids, never an address. */
  about: Details,
  /** The operator's reason. */
  why: z.string(),
  /** `begun` remains if the command was interrupted. */
  outcome: z.enum(['begun', 'done', 'failed']),
  endedAt: z.optional(z.int()),
  /** Figures and texts about the outcome. */
  result: z.optional(Details),
})
export type AuditEntry = z.infer<typeof AuditEntry>
export type AuditDetails = z.infer<typeof Details>

/** The partitions of the years between two moments, by month, newest first. */
function partitionsBetween(from: Instant, to: Instant): string[] {
  const partitions: string[] = []
  const month = new Date(from)
  month.setUTCDate(1)
  month.setUTCHours(0, 0, 0, 0)
  for (; month.getTime() <= to; month.setUTCMonth(month.getUTCMonth() + 1))
    partitions.unshift(partition(month.getTime()))
  return partitions
}

/** The audit trail of operators' actions. Entries are added and completed, never removed. */
export function auditStore(table: Pick<Table, 'query' | 'write'>) {
  return {
    /**
     * Records that an action is about to begin.
     * @param mark random, so that two entries of one moment differ.
     * @returns a function that records the outcome.
     */
    async begin(entry: Omit<AuditEntry, 'outcome' | 'endedAt' | 'result'>, mark: string) {
      const key = keyOf(entry.at, mark)
      await table.write({ put: { ...key, ...entry, outcome: 'begun' } })
      return async (outcome: 'done' | 'failed', endedAt: Instant, result: AuditDetails): Promise<void> => {
        await table.write({ update: key, set: { outcome, endedAt, result } })
      }
    },

    /** All entries between two moments, newest first. */
    async between(from: Instant, to: Instant): Promise<AuditEntry[]> {
      const months = await Promise.all(partitionsBetween(from, to).map(one => table.query(one)))
      return months
        .flatMap(rows => rows.map(row => AuditEntry.parse(row)).reverse())
        .filter(entry => entry.at >= from && entry.at <= to)
    },
  }
}
export type AuditStore = ReturnType<typeof auditStore>
