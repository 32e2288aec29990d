import type { LearnerId } from '../domain/ids.ts'
import { isPersonPartition, isProfile, isTombstone, journeyIdOf, learnerIdOf } from './keys.ts'
import { type Found, journeysOfProfile, readRecord } from './learner-record.ts'
import { type Partition, partitions } from './scan.ts'
import type { Item, Key, Table, TableScan } from './table.ts'

/** Somebody as the table has them. */
export interface Somebody {
  learnerId: LearnerId
  rows: readonly Item[]
  /** Absent where there is no row of the person themselves: erased, or only left-over rows. */
  found?: Found
  /** The row behind which a scan goes on. */
  last: Key
}

/** Whether a scan may have come upon somebody while they were being written: rows are missing, or should be gone. */
function isPartial({ rows }: Partition): boolean {
  const profile = rows.find(isProfile)
  if (!profile) return !rows.some(isTombstone) || rows.length > 1
  const journeys = rows.map(journeyIdOf)
  return !journeysOfProfile(profile).every(journeyId => journeys.includes(journeyId))
}

/** The person whose rows a partition holds; undefined where it holds something else. */
export async function somebodyIn(
  table: Pick<Table, 'query'>,
  partition: Partition,
): Promise<Somebody | undefined> {
  const { pk } = partition
  const last = partition.rows.at(-1)
  if (!isPersonPartition(pk) || !last) return undefined
  const rows = isPartial(partition) ? await table.query(pk) : partition.rows
  const found = readRecord(rows)
  return { learnerId: learnerIdOf(partition), rows, last: { pk, sk: last.sk }, ...(found && { found }) }
}

/**
 * Everybody in the table with all their rows, one after the other, in an order that stays. For whoever needs a name, an address
 * or a history; for what the engine knows of people alone, `learner-states.ts` lets none of these travel.
 */
export async function* everybody(
  table: Pick<Table, 'query'> & Pick<TableScan, 'scan'>,
  after?: Key,
): AsyncGenerator<Somebody> {
  for await (const partition of partitions(table, after)) {
    const somebody = await somebodyIn(table, partition)
    if (somebody) yield somebody
  }
}
