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

/** What a stored row has beside its state: the version that a write is conditional on, and its history. */
export interface RowState {
  version: number
  history: string
}

/** A row that is not stored yet. */
export const unwritten: RowState = { version: 0, history: '' }

/** Nobody has written the row since it was read. */
export const isAsRead = ({ version }: Pick<RowState, 'version'>): readonly Check[] =>
  version === 0 ? [{ attribute: 'pk', is: 'absent' }] : [{ attribute: 'v', is: '=', value: version }]
