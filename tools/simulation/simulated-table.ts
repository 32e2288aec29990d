import type { Item, Table, TableScan } from '../../shared/store/table.ts'

/** A write as the table's stream would tell it. */
export interface StreamedWrite {
  sequenceNumber: string
  newImage: Record<string, unknown>
}

/** A table that a simulated world can stand on. */
export interface SimulatedTable extends Table, TableScan {
  /** Writes that established events, in order, since this was last asked. */
  untold(): Promise<readonly StreamedWrite[]>
  /** The earliest moment for which any row waits; undefined when none does. */
  nextDue(): number | undefined | Promise<number | undefined>
  /** Takes rows over as they are, without telling of them. */
  load(rows: Iterable<Item>): Promise<void>
}
