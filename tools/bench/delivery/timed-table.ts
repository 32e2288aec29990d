import type { Table } from '../../../shared/store/table.ts'

/**
 * A table that tells how much processor time it took itself, so that an emulation of DynamoDB is not counted as ours.
 * It has to answer without waiting for anything.
 */
export function timedTable(table: Table) {
  const spent = { milliseconds: 0 }
  const timed =
    <A extends unknown[], R>(ask: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> => {
      const before = process.threadCpuUsage()
      const answer = ask(...args)
      const { user, system } = process.threadCpuUsage(before)
      spent.milliseconds += (user + system) / 1000
      return answer
    }
  const rows: Table = {
    get: timed(key => table.get(key)),
    getMany: timed(keys => table.getMany(keys)),
    query: timed((pk, skBegins) => table.query(pk, skBegins)),
    due: timed((partition, until, limit, after) => table.due(partition, until, limit, after)),
    write: timed(write => table.write(write)),
    transact: timed(writes => table.transact(writes)),
  }
  return { rows, spent }
}
