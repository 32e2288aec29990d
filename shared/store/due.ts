import { tableShape } from '../contracts/table-shape.ts'
import type { Instant, JourneyId, LearnerId } from '../domain/ids.ts'
import { shareOf } from '../domain/sending-policy.ts'
import { type RowRef, receivedIdOf, rowRefOf } from './keys.ts'
import type { DueKey, Table } from './table.ts'

/** Partitions of the due index for each journey. One takes 1,000 writes a second (DynamoDB, 2026). */
export const dueShards = 16

/** Account emails about a sign-up stand in a journey of their own, which is walked first. */
export const accountEmails = 'account'

/** Sign-ups that wait to be handled stand apart, so that however many do, they stand before nobody's email. No journey is called so. */
export const receivedSignUps = 'account.received'

/** The index attributes of a row that waits; none when it waits for nothing. */
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

/** Counts a partition of the due index, for the operator's tools; eventually consistent. */
export interface DueCount {
  /**
   * How many wait up to and including a moment.
   * @param most stops counting there, so that a count never costs more than it is worth.
   */
  countDue(partition: string, until: number, max: number): Promise<number>
}

/** When the first of each shard falls due; undefined where nothing does within the time that was asked about. */
export type EarliestDue = readonly (Instant | undefined)[]

/** Reads it of a journey (or of the account emails, or of the received sign-ups), up to and including a moment. */
export const earliestDueOf = (table: Pick<Table, 'due'>, of: string, until: Instant): Promise<EarliestDue> =>
  Promise.all(
    Array.from({ length: dueShards }, async (_, shard) => {
      const [first] = await table.due(duePartition(of, shard), until, 1)
      return first?.dueAt
    }),
  )

/**
 * How many of a journey (or of the account emails, or of the received sign-ups) wait up to and including a moment.
 * @param max of each shard.
 * @param earliest read up to this moment or a later one: a shard where nothing is due yet is not asked.
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

/** Somebody, and which side of them fell due: a journey, or an account email. */
export interface DueRef extends RowRef {
  dueAt: number
}

/** A received sign-up that waits to be handled. */
export interface ReceivedRef {
  id: LearnerId
  dueAt: number
}

/** A page of what is due, and where the next page begins; no `after` at the end. */
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

/** Reads who is due in one shard of a journey (or of the account emails), earliest first. */
export const duePage = (
  table: Pick<Table, 'due'>,
  { of, shard }: { of: JourneyId | typeof accountEmails; shard: number },
  until: Instant,
  limit: number,
  after?: DueKey,
): Promise<DuePage> => pageOf(table, duePartition(of, shard), { until, limit, after }, toRef)

/** Reads which sign-ups wait to be handled in one shard, earliest first. */
export const receivedPage = (
  table: Pick<Table, 'due'>,
  shard: number,
  until: Instant,
  limit: number,
  after?: DueKey,
): Promise<DuePage<ReceivedRef>> =>
  pageOf(table, duePartition(receivedSignUps, shard), { until, limit, after }, toReceivedRef)

/** Not checked: a row that should not be there stays due, which an alarm tells, and stops nobody else's. */
const toRef = (key: DueKey): DueRef => ({ ...rowRefOf(key), dueAt: key.dueAt })
const toReceivedRef = (key: DueKey): ReceivedRef => ({ id: receivedIdOf(key) ?? key.pk, dueAt: key.dueAt })
