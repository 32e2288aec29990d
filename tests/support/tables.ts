import type { DueCount } from '../../shared/store/due.ts'
import type { Table, TableScan } from '../../shared/store/table.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'
import { startEmulator } from './dynoxide.ts'

/** Somewhere that tables come from. */
export interface TableSource {
  newTable(): Promise<Table & TableScan & DueCount>
  stop(): Promise<void>
}

/** Both kinds of table that every store test runs on: what holds on one has to hold on the other. */
export const tableSources: readonly { name: string; start: () => Promise<TableSource> }[] = [
  { name: 'memory', start: async () => ({ newTable: async () => new MemoryTable(), stop: async () => {} }) },
  { name: 'the emulator', start: startEmulator },
]
