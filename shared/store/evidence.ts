import * as z from 'zod/mini'
import { evidenceRows, lostEvidenceRows } from '../contracts/row-kinds.ts'
import { day, minute, second } from '../domain/duration.ts'
import type { Instant } from '../domain/ids.ts'
import { type Evidence, shareOf } from '../domain/sending-policy.ts'
import type { Partition } from './scan.ts'
import type { Key, Table } from './table.ts'

/** Emails of one bulk call, and the moment for which they were planned. */
export interface Batch {
  id: string
  at: Instant
}

/** Makes a batch's id, which contains its time and is safe in an SES tag. */
export const batchOf = (at: Instant, worker: string, call: number): Batch => ({
  id: [at.toString(36), worker, call].join('-'),
  at,
})

/**
 * Parses a batch's id.
 * @returns undefined if it is none.
 */
export function parseBatch(id: string): Batch | undefined {
  const at = Number.parseInt(id.split('-')[0] ?? '', 36)
  return Number.isSafeInteger(at) ? { id, at } : undefined
}

/** The time covered by one partition of evidence, in milliseconds. */
export const stretch = 10 * minute

/** A partition takes 1,000 writes a second (DynamoDB, 2026), and SES may report as many emails. */
const shards = 4

/** How long evidence is kept, in seconds: four days. After that, no email can be proven absent. */
const keptForSeconds = (4 * day) / second

const partition = (at: Instant, shard: number): string =>
  `${evidenceRows}${Math.floor(at / stretch)}#${shard}`
const keyOf = ({ id, at }: Batch): Key => ({ pk: partition(at, Math.floor(shareOf(id) * shards)), sk: id })

const place = /^p\d+$/
const BatchRow = z.looseObject({ at: z.number(), accepted: z._default(z.number(), 0) })

/** A time that a restored table knows nothing about: from the restored moment until sending had stopped. */
export const Gap = z.object({ from: z.int(), until: z.int() })
export type Gap = z.infer<typeof Gap>

/** The evidence about a batch. */
export type BatchEvidence = Evidence & Pick<Batch, 'at'>

function toEvidence(row: unknown): BatchEvidence {
  const { at, accepted, ...places } = BatchRow.parse(row)
  const seen = Object.keys(places).filter(name => place.test(name)).length
  return { at, sent: accepted, seen: Math.min(seen, accepted) }
}

/** The batches of a partition; none if it holds something else. */
export const evidenceIn = ({ pk, rows }: Partition): BatchEvidence[] =>
  pk.startsWith(evidenceRows) ? rows.map(toEvidence) : []

/**
 * Evidence about each batch: how many emails SES accepted in its answer, and the indexes of those that SES reported
 * on later. A batch without an answer has no accepted emails, so an unknown outcome proves nothing about others.
 * Reports may be delivered any number of times and count once.
 */
export function evidenceStore(table: Pick<Table, 'query' | 'write'>) {
  const note = (batch: Batch, set: Record<string, number>) =>
    table.write({
      update: keyOf(batch),
      set: { ...set, at: batch.at, ttl: Math.floor(batch.at / 1000) + keptForSeconds },
    })

  return {
    /** Records that SES accepted a number of emails of a batch. */
    async noteAccepted(batch: Batch, emails: number): Promise<void> {
      await note(batch, { accepted: emails })
    },

    /** Records that SES reported on the email with this index of a batch. */
    async noteSeen(batch: Batch, index: number): Promise<void> {
      await note(batch, { [`p${index}`]: 1 })
    },

    /**
     * Records a gap. SES's reports of that time are lost, so silence about emails claimed before its end never proves
     * anything.
     */
    async noteLost({ from, until }: Gap): Promise<void> {
      await table.write({ put: { pk: lostEvidenceRows, sk: 'last', from, until } })
    },

    /** The last gap, if there was one. */
    async lost(): Promise<Gap | undefined> {
      const [row] = await table.query(lostEvidenceRows)
      return row && Gap.parse(row)
    },

    /** The batches of the 10 minutes that contain a moment. */
    async ofStretch(at: Instant): Promise<BatchEvidence[]> {
      const all = Array.from({ length: shards }, (_, shard) => table.query(partition(at, shard)))
      return (await Promise.all(all)).flat().map(toEvidence)
    },
  }
}
export type EvidenceStore = ReturnType<typeof evidenceStore>
