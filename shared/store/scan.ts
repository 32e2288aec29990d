import type { Item, Key, ScanPage, TableScan } from './table.ts'

/** Rows of one partition, in their order. */
export interface Partition {
  pk: string
  rows: Item[]
}

/** The pages of a scan; the next is read while one is worked on. */
async function* pages(
  table: Pick<TableScan, 'scan'>,
  from: Key | undefined,
  only: readonly string[] | undefined,
): AsyncGenerator<Item[]> {
  let next: Promise<ScanPage> | undefined = table.scan(from, only)
  while (next) {
    const { items, after }: ScanPage = await next
    next = after && table.scan(after, only)
    // Whoever stops early waits for no further page, and a page that fails is told where it is awaited.
    next?.catch(() => undefined)
    yield items
  }
}

/**
 * The whole table, partition by partition.
 * @param after the last row of a partition: begins behind it, to go on where somebody was cut off.
 * @param only these attributes travel, the key's among them; all if absent.
 */
export async function* partitions(
  table: Pick<TableScan, 'scan'>,
  after?: Key,
  only?: readonly string[],
): AsyncGenerator<Partition> {
  let current: Partition | undefined
  for await (const items of pages(table, after, only))
    for (const item of items) {
      if (current && current.pk !== item.pk) yield current
      if (current?.pk === item.pk) current.rows.push(item)
      else current = { pk: item.pk, rows: [item] }
    }
  if (current) yield current
}
