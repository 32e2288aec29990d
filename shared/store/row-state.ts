import type { Check } from './table.ts'

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
