import type { LearnerId } from '../domain/ids.ts'
import { isPersonPartition, isProfile, isTombstone, journeyIdOf, learnerIdOf } from './keys.ts'
import { type Found, journeysOfProfile, readRecord } from './learner-record.ts'
import { type Partition, partitions } from './scan.ts'
import type { Item, Key, Table, TableScan } from './table.ts'

/** A person as stored. */
export interface Somebody {
  learnerId: LearnerId
  rows: readonly Item[]
  /** Absent if there is no row of the person themselves: erased, or only left-over rows. */
  found?: Found
  /** The last row of the person, from which a scan continues. */
  last: Key
}

/** Whether a scan may have met a person while they were being written: rows are missing or should be gone. */
function isPartial({ rows }: Partition): boolean {
  const profile = rows.find(isProfile)
  if (!profile) return !rows.some(isTombstone) || rows.length > 1
  const journeys = rows.map(journeyIdOf)
  return !journeysOfProfile(profile).every(journeyId => journeys.includes(journeyId))
}

/** The person of a partition; undefined if it holds something else. */
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
 * Everybody in the table with all their rows, in a stable order. For callers that need names, addresses or histories;
 * `learner-states.ts` reads only the engine's state.
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
