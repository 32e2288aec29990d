import { errorWords } from '../contracts/error-words.ts'
import type { Key } from './table.ts'

/** A row that this version cannot read, today and at every other try: it is kept as it is, and an operator is told. */
export class UnreadableRow extends Error {
  constructor({ pk, sk }: Key, cause: unknown) {
    super(`Row ${pk} ${sk} cannot be read: ${errorWords(cause)}`, { cause })
    this.name = 'UnreadableRow'
  }
}
