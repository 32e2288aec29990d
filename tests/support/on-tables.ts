import { afterAll, beforeAll, beforeEach, describe } from 'vitest'
import type { Table } from '../../shared/store/table.ts'
import { type TableSource, tableSources } from './tables.ts'

/**
 * The same tests on the table in memory and on the emulator, each with a new table.
 * @param tests given how to reach the table, once a test runs.
 */
export function onTables(what: string, tests: (table: () => Table) => void): void {
  describe.each(tableSources)(`${what} on $name`, ({ start }) => {
    let source: TableSource
    let table: Table
    beforeAll(async () => {
      source = await start()
    })
    beforeEach(async () => {
      table = await source.newTable()
    })
    afterAll(() => source.stop())
    tests(() => table)
  })
}
