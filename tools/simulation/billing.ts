import { tableShape } from '../../shared/contracts/table-shape.ts'

/** Units as DynamoDB bills them on demand. */
export interface Billed {
  requests: number
  readUnits: number
  writeUnits: number
}

type Row = Readonly<Record<string, unknown>>

/**
 * A row's size in bytes as DynamoDB counts it.
 * Source: Amazon DynamoDB developer guide, "DynamoDB item sizes and formats".
 */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (typeof value === 'number') return Math.ceil(String(Math.abs(value)).replace('.', '').length / 2) + 1
  if (typeof value === 'boolean' || value === null) return 1
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + 1 + sizeOf(one), 3)
  if (typeof value !== 'object' || value === undefined) return 0
  let bytes = 3
  for (const [name, field] of Object.entries(value))
    if (field !== undefined) bytes += Buffer.byteLength(name) + sizeOf(field) + 1
  return bytes
}

const sizes = new WeakMap<Row, number>()

/** The overhead of a map inside a row: three bytes, and one for each of its attributes. The row itself has none. */
const overheadOf = (row: Row): number => 3 + Object.values(row).filter(value => value !== undefined).length

/** The size of a row, cached. The row must not be mutated. */
export function sizeOfRow(row: Row): number {
  const size = sizes.get(row) ?? sizeOf(row) - overheadOf(row)
  sizes.set(row, size)
  return size
}

/**
 * One unit reads 4 KB strongly consistent, or twice as much eventually consistent. The rows of a query are summed
 * first.
 */
export function readUnits(rows: readonly Row[], consistency: 'strong' | 'eventual'): number {
  const bytes = rows.reduce((sum, row) => sum + sizeOfRow(row), 0)
  const units = Math.max(1, Math.ceil(bytes / 4096))
  return consistency === 'strong' ? units : units / 2
}

const { partitionKey, sortKey } = tableShape.dueIndex

/** The due index holds keys only. Adding or removing an entry costs one unit each; moving an entry costs both. */
function indexUnits(before: Row | undefined, after: Row | undefined): number {
  const same = before?.[partitionKey] === after?.[partitionKey] && before?.[sortKey] === after?.[sortKey]
  if (same) return 0
  return (before?.[partitionKey] === undefined ? 0 : 1) + (after?.[partitionKey] === undefined ? 0 : 1)
}

/**
 * One unit writes 1 KB of the larger of the row before and after. A transaction costs twice as much. Rejected writes
 * cost too.
 */
export function writeUnits(before: Row | undefined, after: Row | undefined, kind?: 'transaction'): number {
  const bytes = Math.max(before ? sizeOfRow(before) : 0, after ? sizeOfRow(after) : 0)
  const units = Math.max(1, Math.ceil(bytes / 1024)) * (kind === 'transaction' ? 2 : 1)
  return units + indexUnits(before, after)
}
