import type { Table, Write } from '../store/table.ts'

/** Attempts, each lost to a concurrent change. Ten in a row are a bug. */
const attempts = 10

/**
 * Reads, plans and writes in one transaction. If somebody else wrote first, starts over.
 * @param plan gives the writes and the result; without writes nothing is changed.
 * @throws after ten lost races in a row; the caller may try again later.
 */
export async function transactWithRetry<T>(
  table: Pick<Table, 'transact'>,
  plan: () => Promise<{ writes: readonly Write[]; answer: T }>,
): Promise<T> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { writes, answer } = await plan()
    if (writes.length === 0) return answer
    if ((await table.transact(writes)).is === 'written') return answer
  }
  throw new Error(
    `Somebody else changed the same ${attempts} times in a row. Nothing was changed here; try again.`,
  )
}
