import type { TableScan } from '../../shared/store/table.ts'
import { counted, duration, formatNumber } from './command/format.ts'

/** One read unit reads 8 KB, eventually consistent (DynamoDB developer guide, "Read consumption"). */
const bytesPerUnit = 8192

/** US dollars for a million read units on demand, eu-west-2, autumn 2026. */
const dollarsPerMillion = 0.1487

/** The read rate of one reader, in bytes a millisecond: a page of 1 MB takes about a tenth of a second. */
const bytesPerMillisecond = 10_000

/** The cost of reading the whole table once. */
export interface ScanCost {
  rows: number
  bytes: number
  readUnits: number
  dollars: number
  /** An estimate. */
  milliseconds: number
}

/** Estimates the cost from the table's size at DynamoDB's last count. */
export async function scanCost(table: Pick<TableScan, 'size'>): Promise<ScanCost> {
  const { rows, bytes } = await table.size()
  const readUnits = Math.ceil(bytes / bytesPerUnit)
  return {
    rows,
    bytes,
    readUnits,
    dollars: (readUnits / 1_000_000) * dollarsPerMillion,
    milliseconds: bytes / bytesPerMillisecond,
  }
}

/** The cost in one line, to be shown before the scan. */
export const scanCostInWords = ({ rows, bytes, readUnits, dollars, milliseconds }: ScanCost): string =>
  `This reads the whole table once: ${counted(rows, 'row')}, ${formatNumber(bytes / 1_000_000)} MB, ${counted(readUnits, 'read unit')}, ${dollars < 0.01 ? 'less than 0.01' : `about ${dollars.toFixed(2)}`} USD, about ${duration(milliseconds)}.`
