import type { Check, Item, Key, Table } from './table.ts'

/**
 * The condition that a row has not been written since it was read.
 * @param marker an attribute that every write of this row changes.
 */
export function asRead(row: Item | undefined, marker: string): Check {
  const value = row?.[marker]
  return typeof value === 'number' || typeof value === 'string'
    ? { attribute: marker, is: '=', value }
    : { attribute: 'pk', is: 'absent' }
}

/** The attributes to write, if any, and the result for the caller. */
export interface Made<T> {
  becomes?: Readonly<Record<string, unknown>>
  answer: T
}

/**
 * Reads a row and writes it on the condition that nobody else has meanwhile; otherwise starts over.
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

/** A stored row's version, which a write is conditional on, and its history. */
export interface RowState {
  version: number
  history: string
}

/** The state of a row that is not stored yet. */
export const unwritten: RowState = { version: 0, history: '' }

/** The condition that the row has not been written since it was read. */
export const isAsRead = ({ version }: Pick<RowState, 'version'>): readonly Check[] =>
  version === 0 ? [{ attribute: 'pk', is: 'absent' }] : [{ attribute: 'v', is: '=', value: version }]
