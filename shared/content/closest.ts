import leven from 'leven'

/** The longest name to compare, in characters. Anything longer is no misspelling, and comparing it would be slow. */
const longest = 100

/**
 * The candidate that was probably meant; undefined if none is near. Near: at most a third of the letters differ
 * (Levenshtein distance).
 */
export function closest(written: string, candidates: readonly string[]): string | undefined {
  if (written.length > longest) return undefined
  const ranked = candidates
    .map(candidate => ({ candidate, distance: leven(written.toLowerCase(), candidate.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance)
  const best = ranked[0]
  return best && best.distance <= Math.max(2, best.candidate.length / 3) ? best.candidate : undefined
}

/** ` Did you mean "x"?`, or an empty string. */
export function didYouMean(written: string, candidates: readonly string[]): string {
  const candidate = closest(written, candidates)
  return candidate === undefined ? '' : ` Did you mean "${candidate}"?`
}
