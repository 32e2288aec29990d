import * as z from 'zod/mini'
import { senderRows } from '../contracts/row-kinds.ts'
import type { Key, Table } from './table.ts'

const key: Key = { pk: senderRows, sk: 'allowance' }

const AllowanceRow = z.object({
  askedAt: z.int(),
  ratePerSecond: z.number(),
  /** Absent if there is no limit, because DynamoDB cannot store infinity. */
  per24Hours: z.optional(z.number()),
  sentLast24Hours: z.number(),
  enabled: z.boolean(),
})

/** What SES allowed when it was last asked, and when that was. */
export type Allowance = z.infer<typeof AllowanceRow> & { per24Hours: number }

/** SES's last answer about its limits, shared by all workers, because SES answers about one such request a second. */
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
