import type * as z from 'zod/mini'
import { errorWords } from '../contracts/error-words.ts'
import type { Item, Key } from './table.ts'

/** A row, or those of one person, that this version cannot read, today and at every other try: kept as they are, and an operator is told. */
export class UnreadableRow extends Error {
  /** Absent: it is about all rows of the partition. */
  readonly sk: string | undefined

  constructor({ pk, sk }: { pk: Key['pk']; sk?: Key['sk'] }, cause: unknown) {
    const name = sk === undefined ? pk : `${pk} ${sk}`
    super(`Row ${name} cannot be read: ${errorWords(cause)}`, { cause })
    this.name = 'UnreadableRow'
    this.sk = sk
  }
}

/** Reads a row by its schema. @throws UnreadableRow */
export function readRow<T>(schema: z.ZodMiniType<T>, item: Item): T {
  const { success, data, error } = schema.safeParse(item)
  if (!success) throw new UnreadableRow(item, error)
  return data
}

/** Why a row cannot be read by its schema; undefined for one that can. */
export function whyUnreadable(schema: z.ZodMiniType, item: Item): UnreadableRow | undefined {
  const { success, error } = schema.safeParse(item)
  return success ? undefined : new UnreadableRow(item, error)
}

/** Is told of a row that cannot be read, for who goes on without it. */
export type CannotRead = (row: UnreadableRow) => void

/** For who cannot go on without it. */
export const throwing: CannotRead = row => {
  throw row
}

/** Tells of a row that cannot be read. @throws whatever else went wrong: it may be otherwise at the next try. */
function tell(error: unknown, cannotRead: CannotRead): void {
  if (!(error instanceof UnreadableRow)) throw error
  cannotRead(error)
}

/** What can be read of rows. */
export const readEach = <T>(items: readonly Item[], read: (item: Item) => T, cannotRead: CannotRead): T[] =>
  items.flatMap(item => {
    try {
      return [read(item)]
    } catch (error) {
      tell(error, cannotRead)
      return []
    }
  })

/**
 * For who goes on without what cannot be read, since others would wait for it.
 * @returns undefined for what cannot be read. @throws whatever else went wrong: it may be otherwise at the next try.
 */
export const unlessUnreadable = <T>(
  reading: Promise<T>,
  cannotRead: CannotRead = () => {},
): Promise<T | undefined> =>
  reading.catch(error => {
    tell(error, cannotRead)
    return undefined
  })
