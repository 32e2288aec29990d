import type { Clock } from '../../../shared/adapters/clock.ts'
import type { Table } from '../../../shared/store/table.ts'

type Ask<A extends unknown[], R> = (...args: A) => Promise<R>

/** A table of which every call is made by way of `through`. */
const wrapped = (table: Table, through: <A extends unknown[], R>(ask: Ask<A, R>) => Ask<A, R>): Table => ({
  name: table.name,
  get: through(key => table.get(key)),
  getMany: through(keys => table.getMany(keys)),
  query: through((pk, skBegins) => table.query(pk, skBegins)),
  due: through((partition, until, limit, after) => table.due(partition, until, limit, after)),
  write: through(write => table.write(write)),
  transact: through(writes => table.transact(writes)),
})

/** A table that is some milliseconds away, by a clock. */
export const distantTable = (table: Table, clock: Clock, latency: number): Table =>
  wrapped(table, ask => async (...args) => {
    await clock.until(clock.now() + latency)
    return ask(...args)
  })

/**
 * A table that tells how much processor time it took itself, so that an emulation of DynamoDB is not counted as ours.
 * It has to answer without waiting for anything.
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
