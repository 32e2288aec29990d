import type { Item, Key, ScanPage, TableScan } from './table.ts'

/** The rows of one partition, in order. */
export interface Partition {
  pk: string
  rows: Item[]
}

/** The pages of a scan. The next one is read while one is processed. */
async function* pages(
  table: Pick<TableScan, 'scan'>,
  from: Key | undefined,
  only: readonly string[] | undefined,
): AsyncGenerator<Item[]> {
  let next: Promise<ScanPage> | undefined = table.scan(from, only)
  while (next) {
    const { items, after }: ScanPage = await next
    next = after && table.scan(after, only)
    // If the caller stops early, the page in progress is ignored. A failed page is reported when it is awaited.
    next?.catch(() => undefined)
    yield items
  }
}

/**
 * The whole table, partition by partition.
 * @param after the last row of a partition, after which to continue.
 * @param only the attributes to return, including the key's; all if absent.
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
