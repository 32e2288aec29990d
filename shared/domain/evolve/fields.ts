/** Adds to a list that holds each thing once. */
export const append = <T>(list: readonly T[], item: T): readonly T[] =>
  list.includes(item) ? list : [...list, item]

/** A copy without the named fields. */
export function without<T extends object, K extends keyof T>(value: T, ...keys: K[]): Omit<T, K> {
  const copy = { ...value }
  for (const key of keys) delete copy[key]
  return copy
}

/** `dueAt` as facts carry it: absent means that nothing is left to wait for. */
export const withDue = <T extends { dueAt?: number }>(value: T, dueAt: number | undefined): T => {
  const { dueAt: _, ...rest } = value
  return (dueAt === undefined ? rest : { ...rest, dueAt }) as T
}
