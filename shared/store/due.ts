import { tableShape } from '../contracts/table-shape.ts'
import type { Instant, JourneyId, LearnerId } from '../domain/ids.ts'
import { shareOf } from '../domain/sending-policy.ts'
import { type RowRef, receivedIdOf, rowRefOf } from './keys.ts'
import type { DueKey, Table } from './table.ts'

/** Partitions of the due index for each journey. A partition takes 1,000 writes a second (DynamoDB, 2026). */
export const dueShards = 16

/** The pseudo-journey of account emails, which is read first. */
export const accountEmails = 'account'

/**
 * The pseudo-journey of received sign-ups. Separate, so that no number of them delays an email. No journey can have
 * this id.
 */
export const receivedSignUps = 'account.received'

/** The index attributes of a row; empty if it is not due. */
export function dueAttributes(
  of: JourneyId | typeof accountEmails,
  learnerId: LearnerId,
  dueAt: number | undefined,
): Record<string, unknown> {
  if (dueAt === undefined) return {}
  const { partitionKey, sortKey } = tableShape.dueIndex
  return { [partitionKey]: duePartition(of, shardOf(learnerId)), [sortKey]: dueAt }
}

const shardOf = (learnerId: LearnerId): number => Math.floor(shareOf(learnerId) * dueShards)
const duePartition = (of: string, shard: number): string => `due#${of}#${shard}`

/** Counts a partition of the due index, for operators' tools. Eventually consistent. */
export interface DueCount {
  /**
   * How many rows are due up to and including a moment.
   * @param max the count stops there, to limit its cost.
   */
  countDue(partition: string, until: number, max: number): Promise<number>
}

/** The earliest due time of each shard; undefined where nothing is due within the time asked for. */
export type EarliestDue = readonly (Instant | undefined)[]

/** Reads it for a journey (or account emails, or received sign-ups), up to and including a moment. */
export const earliestDueOf = (table: Pick<Table, 'due'>, of: string, until: Instant): Promise<EarliestDue> =>
  Promise.all(
    Array.from({ length: dueShards }, async (_, shard) => {
      const [first] = await table.due(duePartition(of, shard), until, 1)
      return first?.dueAt
    }),
  )

/**
 * How many rows of a journey (or account emails, or received sign-ups) are due up to and including a moment.
 * @param max for each shard.
 * @param earliest read up to this moment or a later one. Shards without due rows are not queried.
 */
export async function countDueOf(
  table: DueCount,
  of: string,
  until: Instant,
  max: number,
  earliest: EarliestDue,
): Promise<number> {
  const counts = earliest.map((first, shard) =>
    first === undefined || first > until ? 0 : table.countDue(duePartition(of, shard), until, max),
  )
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
}

/** A learner who is due in a journey or for an account email. */
export interface DueRef extends RowRef {
  dueAt: number
}

/** A received sign-up that waits to be handled. */
export interface ReceivedRef {
  id: LearnerId
  dueAt: number
}

/** A page of due rows, and where the next begins; no `after` at the end. */
export interface DuePage<Ref = DueRef> {
  refs: Ref[]
  after?: DueKey
}

async function pageOf<Ref>(
  table: Pick<Table, 'due'>,
  partition: string,
  { until, limit, after }: { until: Instant; limit: number; after: DueKey | undefined },
  toRef: (key: DueKey) => Ref,
): Promise<DuePage<Ref>> {
  const keys = await table.due(partition, until, limit, after)
  const last = keys.at(-1)
  return { refs: keys.map(toRef), ...(last && keys.length === limit && { after: last }) }
}

/** Reads who is due in one shard, earliest first. */
export const duePage = (
  table: Pick<Table, 'due'>,
  { of, shard }: { of: JourneyId | typeof accountEmails; shard: number },
  until: Instant,
  limit: number,
  after?: DueKey,
): Promise<DuePage> => pageOf(table, duePartition(of, shard), { until, limit, after }, toRef)

/** Reads the received sign-ups of one shard, earliest first. */
export const receivedPage = (
  table: Pick<Table, 'due'>,
  shard: number,
  until: Instant,
  limit: number,
  after?: DueKey,
): Promise<DuePage<ReceivedRef>> =>
  pageOf(table, duePartition(receivedSignUps, shard), { until, limit, after }, toReceivedRef)

/** Not validated: a malformed row stays due, which raises an alarm, and does not stop others. */
const toRef = (key: DueKey): DueRef => ({ ...rowRefOf(key), dueAt: key.dueAt })
const toReceivedRef = (key: DueKey): ReceivedRef => ({ id: receivedIdOf(key) ?? key.pk, dueAt: key.dueAt })
