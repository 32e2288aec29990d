import type { Table, Write } from '../store/table.ts'

/** Tries, each lost to somebody who changed the same meanwhile. Ten in a row are a bug. */
const attempts = 10

/**
 * Reads, plans and writes all at once; when another hand was quicker, reads and plans again.
 * @param plan the writes and what they come to; without writes nothing is changed.
 * @throws when it loses the race ten times in a row, so that whoever called tries again later.
 */
export async function transacted<T>(
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
