import type { Check, Item, Key, Table } from './table.ts'

/**
 * What holds of a row as long as nobody has written it since it was read.
 * @param marker an attribute that every write of this row changes.
 */
export function asRead(row: Item | undefined, marker: string): Check {
  const value = row?.[marker]
  return typeof value === 'number' || typeof value === 'string'
    ? { attribute: marker, is: '=', value }
    : { attribute: 'pk', is: 'absent' }
}

/** What is made of a row: what it holds from then on, if it changes, and what the caller gets. */
export interface Made<T> {
  becomes?: Readonly<Record<string, unknown>>
  answer: T
}

/**
 * Reads a row, makes something of it and writes that, on the condition that nobody else has written it meanwhile; where
 * somebody has, begins anew.
 * @param marker an attribute that every write of this row changes.
 */
export async function readAndWrite<T>(
  table: Pick<Table, 'get' | 'write'>,
  key: Key,
  marker: string,
  make: (row: Item | undefined) => Made<T>,
): Promise<T> {
  for (;;) {
    const row = await table.get(key)
    const { becomes, answer } = make(row)
    if (!becomes) return answer
    const written = await table.write({ put: { ...key, ...becomes }, when: [asRead(row, marker)] })
    if (written.is === 'written') return answer
  }
}
