import type { Check, Item, Write } from '../../shared/store/table.ts'

function holds(check: Check, row: Item | undefined): boolean {
  const value = row?.[check.attribute]
  if (check.is === 'absent') return value === undefined
  if (check.is === 'present') return value !== undefined
  if (value === undefined || typeof value !== typeof check.value) return false
  const [left, right] = [value as string | number, check.value]
  if (check.is === '=') return left === right
  if (check.is === '<') return left < right
  if (check.is === '<=') return left <= right
  if (check.is === '>') return left > right
  return left >= right
}

/** The result of an update of a row. Like DynamoDB, it creates a missing row. */
export function updated(row: Item | undefined, write: Extract<Write, { update: unknown }>): Item {
  const after: Record<string, unknown> = { ...(row ?? write.update), ...write.set }
  for (const [attribute, by] of Object.entries(write.add ?? {}))
    after[attribute] = Number(row?.[attribute] ?? 0) + by
  for (const attribute of write.remove ?? []) delete after[attribute]
  return after as Item
}

/** Whether a row satisfies a write's conditions. A missing row has no attributes. */
export const isAllowed = ({ when = [] }: Write, row: Item | undefined): boolean =>
  when.every(check => holds(check, row))

/**
 * A copy as DynamoDB stores it, without undefined values.
 * @throws for a text with an unpaired surrogate, which DynamoDB rejects
 */
export function copyOf<T>(value: T): T {
  if (typeof value === 'string' && !value.isWellFormed())
    throw new Error('DynamoDB takes no text with half of a surrogate pair (SerializationException).')
  if (Array.isArray(value)) return value.map(copyOf) as T
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(value)) if (field !== undefined) copy[name] = copyOf(field)
  return copy as T
}
