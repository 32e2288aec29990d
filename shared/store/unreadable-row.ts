import type * as z from 'zod/mini'
import { describeError } from '../contracts/describe-error.ts'
import type { Item, Key } from './table.ts'

/**
 * A row, or all rows of a partition, that this version can never read. They are kept as they are, and an operator is
 * told.
 */
export class UnreadableRow extends Error {
  readonly pk: string
  /** Absent if all rows of the partition are meant. */
  readonly sk: string | undefined

  constructor({ pk, sk }: { pk: Key['pk']; sk?: Key['sk'] }, cause: unknown) {
    const name = sk === undefined ? pk : `${pk} ${sk}`
    super(`Row ${name} cannot be read: ${describeError(cause)}`, { cause })
    this.name = 'UnreadableRow'
    this.pk = pk
    this.sk = sk
  }
}

/**
 * Parses a row by its schema.
 * @throws UnreadableRow
 */
export function readRow<T>(schema: z.ZodMiniType<T>, item: Item): T {
  const { success, data, error } = schema.safeParse(item)
  if (!success) throw new UnreadableRow(item, error)
  return data
}

/** Why reading fails with an unreadable row; undefined if it succeeds. */
export function whyNot(read: () => unknown): UnreadableRow | undefined {
  try {
    read()
    return undefined
  } catch (error) {
    if (error instanceof UnreadableRow) return error
    throw error
  }
}

/** Why a row does not fit its schema; undefined if it does. */
export function whyUnreadable(schema: z.ZodMiniType, item: Item): UnreadableRow | undefined {
  const { success, error } = schema.safeParse(item)
  return success ? undefined : new UnreadableRow(item, error)
}

/** Called for a row that cannot be read, by code that continues without it. */
export type OnUnreadable = (row: UnreadableRow) => void

/** For code that cannot continue without the row. */
export const throwUnreadable: OnUnreadable = row => {
  throw row
}

/**
 * Reports an unreadable row.
 * @throws any other error, since a later attempt may succeed.
 */
function reportUnreadable(error: unknown, onUnreadable: OnUnreadable): void {
  if (!(error instanceof UnreadableRow)) throw error
  onUnreadable(error)
}

/** Parses rows; unreadable ones are reported and left out. */
export const readEach = <T>(
  items: readonly Item[],
  read: (item: Item) => T,
  onUnreadable: OnUnreadable,
): T[] =>
  items.flatMap(item => {
    try {
      return [read(item)]
    } catch (error) {
      reportUnreadable(error, onUnreadable)
      return []
    }
  })

/**
 * Awaits a read whose failure must not stop others.
 * @returns undefined if the row is unreadable.
 * @throws any other error, since a later attempt may succeed.
 */
export const unlessUnreadable = <T>(
  reading: Promise<T>,
  onUnreadable: OnUnreadable = () => {},
): Promise<T | undefined> =>
  reading.catch(error => {
    reportUnreadable(error, onUnreadable)
    return undefined
  })
