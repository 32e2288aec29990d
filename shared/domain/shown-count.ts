/** Public counts are shown from this number on, and change in steps of at least as many. */
const step = 10

/**
 * A count as it is shown publicly. It stays as it was until ten have come or gone, so that nobody can be identified
 * by comparison.
 */
export function shownCount(before: number | undefined, count: number): number | undefined {
  if (count < step) return undefined
  if (before !== undefined && Math.abs(count - before) < step) return before
  return Math.floor(count / step) * step
}
