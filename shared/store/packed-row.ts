import { gunzipSync, gzipSync } from 'node:zlib'
import type { Item } from './table.ts'
import { UnreadableRow } from './unreadable-row.ts'

/** Compresses attributes into one. Those with many similar names take a fifth, and a row may have 400 KB. */
export const packed = (attributes: Readonly<Record<string, unknown>>): { packed: string } => ({
  packed: gzipSync(JSON.stringify(attributes)).toString('base64'),
})

/**
 * A row with its packed attributes in place; a row without any as it is.
 * @throws UnreadableRow
 */
export function unpacked(item: Item): Item {
  const { packed: text, ...rest } = item
  if (typeof text !== 'string') return item
  try {
    return { ...rest, ...JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString()) }
  } catch (error) {
    throw new UnreadableRow(item, error)
  }
}
