import { errorWords } from '../contracts/error-words.ts'
import type { Key } from './table.ts'

/** A row, or those of one person, that this version cannot read, today and at every other try: kept as they are, and an operator is told. */
export class UnreadableRow extends Error {
  constructor({ pk, sk }: { pk: Key['pk']; sk?: Key['sk'] }, cause: unknown) {
    const name = sk === undefined ? pk : `${pk} ${sk}`
    super(`Row ${name} cannot be read: ${errorWords(cause)}`, { cause })
    this.name = 'UnreadableRow'
  }
}

/**
 * For who goes on without what cannot be read, since others would wait for it.
 * @returns undefined for what cannot be read. @throws whatever else went wrong: it may be otherwise at the next try.
 */
export const unlessUnreadable = <T>(reading: Promise<T>): Promise<T | undefined> =>
  reading.catch(error => {
    if (error instanceof UnreadableRow) return undefined
    throw error
  })
