import type { Clock } from '../../../shared/adapters/clock.ts'
import type { Table } from '../../../shared/store/table.ts'

type Ask<A extends unknown[], R> = (...args: A) => Promise<R>

/** A table whose calls all go through `through`. */
const wrapped = (table: Table, through: <A extends unknown[], R>(ask: Ask<A, R>) => Ask<A, R>): Table => ({
  name: table.name,
  get: through(key => table.get(key)),
  getMany: through(keys => table.getMany(keys)),
  query: through((pk, skBegins) => table.query(pk, skBegins)),
  due: through((partition, until, limit, after) => table.due(partition, until, limit, after)),
  write: through(write => table.write(write)),
  transact: through(writes => table.transact(writes)),
})

/** A table with a latency in milliseconds, by a clock. */
export const distantTable = (table: Table, clock: Clock, latency: number): Table =>
  wrapped(table, ask => async (...args) => {
    await clock.until(clock.now() + latency)
    return ask(...args)
  })

/**
 * A table that measures its own processor time, so that the emulation of DynamoDB is excluded. It must answer
 * synchronously.
 */
export function timedTable(table: Table) {
  const spent = { milliseconds: 0 }
  const rows = wrapped(table, ask => (...args) => {
    const before = process.threadCpuUsage()
    const answer = ask(...args)
    const { user, system } = process.threadCpuUsage(before)
    spent.milliseconds += (user + system) / 1000
    return answer
  })
  return { rows, spent }
}
