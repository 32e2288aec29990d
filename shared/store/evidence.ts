import * as z from 'zod/mini'
import { evidenceRows, lostEvidenceRows } from '../contracts/row-kinds.ts'
import { day, minute, second } from '../domain/duration.ts'
import type { Instant } from '../domain/ids.ts'
import { type Evidence, shareOf } from '../domain/sending-policy.ts'
import type { Partition } from './scan.ts'
import type { Key, Table } from './table.ts'

/** Emails that went out together, and the moment for which they were meant. */
export interface Batch {
  id: string
  at: Instant
}

/** The name of a worker's batch, from which it can be read when it was; safe in an SES tag. */
export const batchOf = (at: Instant, worker: string, call: number): Batch => ({
  id: [at.toString(36), worker, call].join('-'),
  at,
})

/** Reads a batch's name back. @returns undefined when it is none. */
export function parseBatch(id: string): Batch | undefined {
  const at = Number.parseInt(id.split('-')[0] ?? '', 36)
  return Number.isSafeInteger(at) ? { id, at } : undefined
}

/** Evidence is kept and read in stretches of this length, in milliseconds. */
export const stretch = 10 * minute

/** A partition takes 1,000 writes a second (DynamoDB, 2026), and SES may tell of as many emails. */
const shards = 4

/** Evidence is kept for four days. After that it can prove of no email any more that it was never sent. */
const keptForSeconds = (4 * day) / second

const partition = (at: Instant, shard: number): string =>
  `${evidenceRows}${Math.floor(at / stretch)}#${shard}`
const keyOf = ({ id, at }: Batch): Key => ({ pk: partition(at, Math.floor(shareOf(id) * shards)), sk: id })

const place = /^p\d+$/
const BatchRow = z.looseObject({ at: z.number(), accepted: z._default(z.number(), 0) })

/** A time of which a restored table knows nothing: from the moment restored until nothing was sent any more. */
export const Gap = z.object({ from: z.int(), until: z.int() })
export type Gap = z.infer<typeof Gap>

/** What is known of a batch. */
export type BatchEvidence = Evidence & Pick<Batch, 'at'>

function toEvidence(row: unknown): BatchEvidence {
  const { at, accepted, ...places } = BatchRow.parse(row)
  const seen = Object.keys(places).filter(name => place.test(name)).length
  return { at, sent: accepted, seen: Math.min(seen, accepted) }
}

/** The batches that a partition of the table holds; none where it holds something else. */
export const evidenceIn = ({ pk, rows }: Partition): BatchEvidence[] =>
  pk.startsWith(evidenceRows) ? rows.map(toEvidence) : []

/**
 * What is known of each batch: how many of its emails SES accepted by its answer, and of which SES spoke afterwards,
 * by their places. A batch whose answer never came has no accepted emails, so that what is unknown proves nothing.
 * Every word may be delivered any number of times, and counts once.
 */
export function evidenceStore(table: Pick<Table, 'query' | 'write'>) {
  const note = (batch: Batch, set: Record<string, number>) =>
    table.write({
      update: keyOf(batch),
      set: { ...set, at: batch.at, ttl: Math.floor(batch.at / 1000) + keptForSeconds },
    })

  return {
    /** SES took so many emails of a batch. */
    async noteAccepted(batch: Batch, emails: number): Promise<void> {
      await note(batch, { accepted: emails })
    },

    /** SES spoke of the email in this place of a batch. */
    async noteSeen(batch: Batch, index: number): Promise<void> {
      await note(batch, { [`p${index}`]: 1 })
    },

    /** What SES said in a gap is gone, so that silence about whatever was claimed until its end proves nothing, ever. */
    async noteLost({ from, until }: Gap): Promise<void> {
      await table.write({ put: { pk: lostEvidenceRows, sk: 'last', from, until } })
    },

    /** The last gap, if there ever was one. */
    async lost(): Promise<Gap | undefined> {
      const [row] = await table.query(lostEvidenceRows)
      return row && Gap.parse(row)
    },

    /** The batches of one stretch of time, that in which a moment lies. */
    async ofStretch(at: Instant): Promise<BatchEvidence[]> {
      const all = Array.from({ length: shards }, (_, shard) => table.query(partition(at, shard)))
      return (await Promise.all(all)).flat().map(toEvidence)
    },
  }
}
export type EvidenceStore = ReturnType<typeof evidenceStore>
