import * as z from 'zod/mini'
import { senderRows } from '../contracts/row-kinds.ts'
import { hour } from '../domain/duration.ts'
import type { Instant } from '../domain/ids.ts'
import { type Made, readAndWrite } from './read-and-write.ts'
import type { Key, Table } from './table.ts'

const key: Key = { pk: senderRows, sk: 'ceiling' }

const CeilingRow = z.object({
  v: z.int(),
  /** When the next one may go, by the rate alone. */
  next: z.number(),
  /** Emails by the hour, of the last 24. */
  hours: z.record(z.string(), z.number()),
})
type CeilingRow = z.infer<typeof CeilingRow>

/** How many emails to unproven addresses may go out. */
export interface Ceiling {
  /** How far they are apart in the long run, in milliseconds. */
  apart: number
  /** So many may go out at once when none did lately. */
  atOnce: number
  per24Hours: number
}

/** What an email is granted, or what it waits for: its turn by the rate, or room in the quota of 24 hours. */
export type Grant = 'now' | 'rate' | 'quota'

/** What each of those that were asked for is granted, in their order. */
export interface Granted {
  grants: Grant[]
  /** When there may be more by the rate, and by the quota. */
  opensAt: { rate: Instant; quota: Instant }
  /** How many the quota has room for after these. */
  room: number
}
const hourOf = (at: Instant) => Math.floor(at / hour)

const newRow: CeilingRow = { v: 0, next: 0, hours: {} }

function grant(row: CeilingRow, had: readonly number[], at: Instant, ceiling: Ceiling): Made<Granted> {
  const { apart, atOnce, per24Hours } = ceiling
  const lately = Object.entries(row.hours).filter(([number]) => Number(number) > hourOf(at) - 24)
  const room = Math.max(0, per24Hours - lately.reduce((sum, [, count]) => sum + count, 0))
  const next = Math.max(row.next, at - atOnce * apart)
  const byRate = Math.max(0, Math.floor((at - next) / apart))
  let granted = 0
  const grants = had.map((ofNetwork): Grant => {
    if (ofNetwork >= room - granted) return 'quota'
    if (granted >= byRate) return 'rate'
    granted += 1
    return 'now'
  })
  const opensAt = { rate: next + (granted + 1) * apart, quota: (hourOf(at) + 1) * hour }
  const answer = { grants, opensAt, room: room - granted }
  if (granted === 0) return { answer }
  const hours = Object.fromEntries(lately)
  const now = String(hourOf(at))
  return {
    answer,
    becomes: {
      v: row.v + 1,
      next: next + granted * apart,
      hours: { ...hours, [now]: (hours[now] ?? 0) + granted },
    },
  }
}

/**
 * The ceiling of emails to addresses that have proven nothing, over all workers: however many strangers type in, the rest
 * of the account's rate and quota is left to people who take part.
 */
export function ceilingStore(table: Pick<Table, 'get' | 'write'>) {
  return {
    /**
     * Takes as many as may go now. A network gets no more than are left: so one alone can use up half of the quota, two a third
     * each, and whoever comes behind them finds some ("dynamic thresholds" of shared buffers, Choudhury and Hahne 1998).
     * @param had how many the network of each had lately, those before it in this list among them; the first asked first.
     */
    take: (had: readonly number[], at: Instant, ceiling: Ceiling): Promise<Granted> =>
      readAndWrite(table, key, 'v', item => grant(item ? CeilingRow.parse(item) : newRow, had, at, ceiling)),
  }
}
export type CeilingStore = ReturnType<typeof ceilingStore>
