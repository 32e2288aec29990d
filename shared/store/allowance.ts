import * as z from 'zod/mini'
import { senderRows } from '../contracts/row-kinds.ts'
import type { Key, Table } from './table.ts'

const key: Key = { pk: senderRows, sk: 'allowance' }

const AllowanceRow = z.object({
  askedAt: z.int(),
  ratePerSecond: z.number(),
  /** Absent where there is no limit: a table has no infinity. */
  per24Hours: z.optional(z.number()),
  sentLast24Hours: z.number(),
  enabled: z.boolean(),
})

/** What SES said that it allows, and when. */
export type Allowance = z.infer<typeof AllowanceRow> & { per24Hours: number }

/** SES's last word on what it allows, shared by all workers: it answers about one such question a second. */
export function allowanceStore(table: Pick<Table, 'get' | 'write'>) {
  return {
    async last(): Promise<Allowance | undefined> {
      const item = await table.get(key)
      if (!item) return undefined
      const { per24Hours = Number.POSITIVE_INFINITY, ...rest } = AllowanceRow.parse(item)
      return { ...rest, per24Hours }
    },

    async keep({ per24Hours, ...rest }: Allowance): Promise<void> {
      await table.write({
        put: { ...key, ...rest, ...(Number.isFinite(per24Hours) && { per24Hours }) },
      })
    },
  }
}
export type AllowanceStore = ReturnType<typeof allowanceStore>
