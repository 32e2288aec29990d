/** The same fields without those whose value is undefined, which zod's optional fields may carry. */
export function withoutUndefined<T extends object>(value: T): T {
  const kept: Partial<T> = {}
  for (const field of Object.keys(value) as (keyof T)[])
    if (value[field] !== undefined) kept[field] = value[field]
  return kept as T
}
