import * as z from 'zod/mini'
import { circleRows, proposalRows } from '../contracts/row-kinds.ts'
import { tableShape } from '../contracts/table-shape.ts'
import { Circle, circleWorkAt } from '../domain/circles/circle.ts'
import { Proposal, proposalWorkAt } from '../domain/circles/proposal.ts'
import { week } from '../domain/duration.ts'
import { mixedHashOf } from '../domain/hash.ts'
import type { Instant } from '../domain/ids.ts'
import { dueShards } from './due.ts'
import { isAsRead, unwritten } from './read-and-write.ts'
import type { DueKey, Item, Key, Table, Write } from './table.ts'
import { readRow, type UnreadableRow, whyUnreadable } from './unreadable-row.ts'

/**
 * How long proposals and circles are kept, in milliseconds: a quarter from their beginning. Their pages work until
 * then.
 */
export const groupsKeptFor = 13 * week

/** A stored state, with the version that its next write is conditional on. */
export interface Stored<T> {
  state: T
  version: number
}

/** What the stores of proposals and circles share: an item begins at a moment and becomes due later. */
interface Kind<T extends { id: string; at: Instant }> {
  /** How their partition keys begin. */
  rows: string
  schema: z.ZodMiniType<T>
  dueAt: (state: T) => Instant | undefined
  /** When the item was reported; it waits in a separate lane until an operator settles the report. */
  reportedAt?: (state: T) => Instant | undefined
}

const RowVersion = z.object({ v: z.int() })

/** A partition of the due index that the minute's tick does not read. */
const partitionOf = (rows: string, shard: number): string => `work#${rows}${shard}`

/** Reports that wait for an operator. There are few, so one partition is enough. */
const reportLane = 'work#reports'

function storeOf<T extends { id: string; at: Instant }>(
  table: Pick<Table, 'get'>,
  { rows, schema, dueAt, reportedAt = () => undefined }: Kind<T>,
) {
  const keyOf = (id: string): Key => ({ pk: `${rows}${id}`, sk: 'state' })
  const waiting = (state: T): Record<string, unknown> => {
    const { partitionKey, sortKey } = tableShape.dueIndex
    const reported = reportedAt(state)
    if (reported !== undefined) return { [partitionKey]: reportLane, [sortKey]: reported }
    const at = dueAt(state)
    if (at === undefined) return {}
    return { [partitionKey]: partitionOf(rows, mixedHashOf(state.id) % dueShards), [sortKey]: at }
  }
  const row = (state: T, version: number): Item => ({
    ...keyOf(state.id),
    _: 1,
    v: version,
    ...state,
    ...waiting(state),
    ttl: Math.ceil((state.at + groupsKeptFor) / 1000),
  })

  return {
    /** @throws UnreadableRow */
    async find(id: string): Promise<Stored<T> | undefined> {
      const item = await table.get(keyOf(id))
      return item && { state: readRow(schema, item), version: readRow(RowVersion, item).v }
    },

    /** The write that creates an item. It fails if the item exists, whatever its state. */
    beginWrite: (state: T): Write => ({ put: row(state, 1), when: isAsRead(unwritten) }),

    /** The write that changes an item. It fails if somebody else wrote first. */
    changeWrite: (before: Stored<T>, after: T): Write => ({
      put: row(after, before.version + 1),
      when: isAsRead(before),
    }),
  }
}

/** The store of proposals. */
export const proposalStore = (table: Pick<Table, 'get'>) =>
  storeOf(table, { rows: proposalRows, schema: Proposal, dueAt: proposalWorkAt })
export type ProposalStore = ReturnType<typeof proposalStore>

/** The store of circles. */
export const circleStore = (table: Pick<Table, 'get'>) =>
  storeOf(table, { rows: circleRows, schema: Circle, dueAt: circleWorkAt, reportedAt: one => one.reportedAt })
export type CircleStore = ReturnType<typeof circleStore>

/** Why this version cannot read a proposal or circle; undefined if it can, and for other rows. */
export function unreadableGroup(row: Item): UnreadableRow | undefined {
  if (row.pk.startsWith(proposalRows)) return whyUnreadable(Proposal, row) ?? whyUnreadable(RowVersion, row)
  if (row.pk.startsWith(circleRows)) return whyUnreadable(Circle, row) ?? whyUnreadable(RowVersion, row)
  return undefined
}

/** The ids of due items in a shard, earliest first. */
type Lane = (shard: number, until: Instant, limit: number) => Promise<string[]>

/** The due proposals and circles. */
export function circleLanes(table: Pick<Table, 'due'>): { proposals: Lane; circles: Lane } {
  const lane =
    (rows: string): Lane =>
    async (shard, until, limit) => {
      const keys: DueKey[] = await table.due(partitionOf(rows, shard), until, limit)
      return keys.map(({ pk }) => pk.slice(rows.length))
    }
  return { proposals: lane(proposalRows), circles: lane(circleRows) }
}
export type CircleLanes = ReturnType<typeof circleLanes>

const pageOfAll = 1000

/** Everything in a partition, page by page. A page of keys is far below the megabyte of one query. */
async function allIn(table: Pick<Table, 'due'>, partition: string, until: Instant): Promise<DueKey[]> {
  const keys: DueKey[] = []
  for (;;) {
    const found = await table.due(partition, until, pageOfAll, keys.at(-1))
    keys.push(...found)
    if (found.length < pageOfAll) return keys
  }
}

/** The ids of all groups that are due by then, or wait for an operator; the latter come first. */
export async function allWaitingGroups(table: Pick<Table, 'due'>, until: Instant): Promise<string[]> {
  const shards = Array.from({ length: dueShards }, (_, shard) => shard)
  const partitions = [
    reportLane,
    ...[proposalRows, circleRows].flatMap(rows => shards.map(shard => partitionOf(rows, shard))),
  ]
  const keys = (await Promise.all(partitions.map(partition => allIn(table, partition, until)))).flat()
  return keys.map(({ pk }) => pk.slice((pk.startsWith(circleRows) ? circleRows : proposalRows).length))
}

/** Reported circles and the times of their reports, oldest first. */
export const circleReports =
  (table: Pick<Table, 'due'>) =>
  async (until: Instant, limit: number): Promise<{ id: string; since: Instant }[]> =>
    (await table.due(reportLane, until, limit)).map(({ pk, dueAt }) => ({
      id: pk.slice(circleRows.length),
      since: dueAt,
    }))
export type CircleReports = ReturnType<typeof circleReports>
