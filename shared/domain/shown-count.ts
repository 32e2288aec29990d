/** Nothing of fewer than so many is shown to everybody, and a count moves by as many or stays. */
const step = 10

/** A count as everybody is shown it: what was shown before stays until ten have come or gone, so that nobody can be told by comparing. */
export function shownCount(before: number | undefined, count: number): number | undefined {
  if (count < step) return undefined
  if (before !== undefined && Math.abs(count - before) < step) return before
  return Math.floor(count / step) * step
}
