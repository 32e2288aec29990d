import { expect, it } from 'vitest'
import { day } from '../../shared/domain/duration.ts'
import { counterStore } from '../../shared/store/counters.ts'
import { readDailyStatistics } from '../../shared/store/daily-statistics.ts'
import type { HistoryEntry } from '../../shared/store/history-entry.ts'
import type { StreamRow } from '../../shared/store/stream-row.ts'
import type { Table } from '../../shared/store/table.ts'
import { onTables } from '../support/on-tables.ts'

const start = Date.parse('2026-01-01T09:00:00Z')
const days = 120

/** Who has had a module on each of so many days, and now names another sector: each day moves, out of one row into another. */
const history: HistoryEntry[] = Array.from({ length: days }, (_, n) => ({
  type: 'ModuleEmailed',
  at: start + n * day,
  version: n + 1,
  moduleId: `module-${n}`,
}))
const row: StreamRow = {
  learnerId: 'a'.repeat(24),
  epoch: '00000001',
  version: days + 1,
  name: 'long-journey',
  events: [],
  history,
  sector: 'ambulance',
  sectorBefore: 'student',
  moved: [],
  opened: 0,
}
const record = { row, sequenceNumber: '1' }
const now = start + (days + 1) * day

/** The figures by sector, which are 0 below for whom nobody had counted before. */
async function bySector(table: Table): Promise<Record<string, number>> {
  const all = await readDailyStatistics(table, 'counters', row.name, '2026-01-01', '2026-12-31')
  const sums: Record<string, number> = {}
  for (const { sector, statistics } of all)
    for (const count of Object.values(statistics)) sums[sector] = (sums[sector] ?? 0) + count
  return sums
}

onTables('what moves more days than a transaction holds', table => {
  it('is counted once, in steps, however often it is told', async () => {
    const counters = counterStore(table())
    for (let time = 0; time < 2; time += 1)
      await counters.countMarked('shard', [record], now, 'out of its shard')
    expect(await bySector(table())).toEqual({ student: -days, ambulance: days })
  })

  it('is counted once when a step fails between, and it comes again', async () => {
    let transactions = 0
    const failing: Table = {
      ...table(),
      get: key => table().get(key),
      query: (...asked) => table().query(...asked),
      write: write => table().write(write),
      transact: async writes => {
        transactions += 1
        if (transactions === 2) throw new Error('The worker died here.')
        return table().transact(writes)
      },
    }
    const counters = counterStore(failing)
    const count = () => counters.countMarked('shard', [record], now, 'out of its shard')
    await expect(count()).rejects.toThrow('The worker died here.')
    await count()
    await count()
    expect(await bySector(table())).toEqual({ student: -days, ambulance: days })
  })
})
