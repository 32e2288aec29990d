/** Appends to a list without duplicates. */
export const append = <T>(list: readonly T[], item: T): readonly T[] =>
  list.includes(item) ? list : [...list, item]

/**
 * A copy without the named fields. They are not deleted, because V8 turns an object with deleted fields into a
 * dictionary, which is several times slower.
 */
export function without<T extends object, K extends keyof T>(value: T, ...keys: K[]): Omit<T, K> {
  if (!keys.some(key => key in value)) return { ...value }
  const leftOut: readonly PropertyKey[] = keys
  const kept: Partial<T> = {}
  for (const key in value) if (!leftOut.includes(key)) kept[key] = value[key]
  return kept as Omit<T, K>
}

/** Sets `dueAt` from an event; if absent there, nothing is waiting any more. */
export const withDue = <T extends { dueAt?: number }>(value: T, dueAt: number | undefined): T =>
  dueAt === undefined ? (without(value, 'dueAt') as T) : { ...value, dueAt }
