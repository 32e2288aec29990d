import type { Clock } from '../../../shared/adapters/clock.ts'
import type { Table } from '../../../shared/store/table.ts'

/** A table that is some milliseconds away, by a clock. */
export function distantTable(table: Table, clock: Clock, latency: number): Table {
  const there =
    <A extends unknown[], R>(ask: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await clock.until(clock.now() + latency)
      return ask(...args)
    }
  return {
    get: there(key => table.get(key)),
    getMany: there(keys => table.getMany(keys)),
    query: there((pk, skBegins) => table.query(pk, skBegins)),
    due: there((partition, until, limit, after) => table.due(partition, until, limit, after)),
    write: there(write => table.write(write)),
    transact: there(writes => table.transact(writes)),
  }
}
