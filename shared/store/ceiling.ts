import * as z from 'zod/mini'
import { senderRows } from '../contracts/row-kinds.ts'
import { hour } from '../domain/duration.ts'
import type { Instant } from '../domain/ids.ts'
import { type Made, readAndWrite } from './read-and-write.ts'
import type { Key, Table } from './table.ts'

const key: Key = { pk: senderRows, sk: 'ceiling' }

const CeilingRow = z.object({
  v: z.int(),
  /** When the next email may go, by the rate alone. */
  next: z.number(),
  /** Emails by hour, for the last 24 hours. */
  hours: z.record(z.string(), z.number()),
})
type CeilingRow = z.infer<typeof CeilingRow>

/** How many account emails that anybody can cause may go out. */
export interface Ceiling {
  /** The average interval between emails, in milliseconds. */
  apart: number
  /** The burst: emails that may go at once after a quiet time. */
  atOnce: number
  per24Hours: number
}

/** The decision on an email: it may go, waits for its turn by the rate, or waits for room in the 24-hour quota. */
export type Grant = 'now' | 'rate' | 'quota'

/** The decision on each email, in their order. */
export interface Granted {
  grants: Grant[]
  /** When there may be room again, by the rate and by the quota. */
  opensAt: { rate: Instant; quota: Instant }
  /** The emails that the quota still has room for. */
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
 * The ceiling for account emails that anybody can cause, over all workers: however many strangers fill in forms, the
 * rest of the account's rate and quota is left to learners.
 */
export function ceilingStore(table: Pick<Table, 'get' | 'write'>) {
  return {
    /**
     * Takes as many emails as may go now. A network gets no more than what is left. So one network can use up half of
     * the quota, two networks a third each, and later ones still find some ("dynamic thresholds" of shared buffers,
     * Choudhury and Hahne 1998).
     * @param had for each email, how many its network had recently, including earlier ones of this list, in order of
     * request.
     */
    take: (had: readonly number[], at: Instant, ceiling: Ceiling): Promise<Granted> =>
      readAndWrite(table, key, 'v', item => grant(item ? CeilingRow.parse(item) : newRow, had, at, ceiling)),
  }
}
export type CeilingStore = ReturnType<typeof ceilingStore>
