import * as z from 'zod'
import type { Instant } from '../domain/ids.ts'
import type { Evidence } from '../domain/sending-policy.ts'
import type { Key, Table } from './table.ts'

const minute = 60_000
const day = 24 * 60 * minute
/** Kept a little longer than the longest look back, in seconds. */
const keptFor = 4 * 24 * 60 * 60

const partition = (at: Instant): string => `evidence#${Math.floor(at / day)}`
const sortKey = (at: Instant): string => String(Math.floor(at / minute)).padStart(12, '0')
const keyOf = (at: Instant): Key => ({ pk: partition(at), sk: sortKey(at) })

const EvidenceRow = z.object({ sk: z.string(), sent: z.number().default(0), seen: z.number().default(0) })

/** How many emails were handed to SES in each minute, and of how many SES spoke afterwards. */
export function evidenceStore(table: Pick<Table, 'query' | 'write'>) {
  const count = (at: Instant, add: Record<string, number>) =>
    table.write({
      update: keyOf(at),
      add,
      set: { ttl: Math.floor(at / 1000) + keptFor },
    })

  return {
    /** Counted before SES is called, so that a worker that dies leaves too many, which only delays a proof. */
    async countSent(at: Instant, emails: number): Promise<void> {
      await count(at, { sent: emails })
    },

    /** Counted once an email's own event has arrived. */
    async countSeen(at: Instant, emails: number): Promise<void> {
      await count(at, { seen: emails })
    },

    /** The sum over the minutes from `from` to `to`, both included. */
    async between(from: Instant, to: Instant): Promise<Evidence> {
      const days: Instant[] = []
      for (let at = Math.floor(from / day) * day; at <= to; at += day) days.push(at)
      const rows = (await Promise.all(days.map(at => table.query(partition(at))))).flat()
      const inside = rows
        .map(row => EvidenceRow.parse(row))
        .filter(row => row.sk >= sortKey(from) && row.sk <= sortKey(to))
      return {
        sent: inside.reduce((sum, row) => sum + row.sent, 0),
        seen: inside.reduce((sum, row) => sum + row.seen, 0),
      }
    },
  }
}
export type EvidenceStore = ReturnType<typeof evidenceStore>
