/**
 * Returns whether a text matches a pattern. The time is at most proportional to the product of their lengths: only the
 * last `*` ever takes more, where a regular expression with several `*` would try every way to split the text.
 * @param pattern `*` stands for any characters, including none
 * @param one this character in the pattern stands for any single character
 */
export function matchesWildcard(pattern: string, text: string, one?: '?'): boolean {
  let [at, star, taken] = [0, -1, 0]
  for (let i = 0; i < text.length; ) {
    if (pattern[at] === '*') {
      star = at++
      taken = i
    } else if (pattern[at] === text[i] || (one !== undefined && pattern[at] === one)) {
      at += 1
      i += 1
    } else if (star >= 0) {
      at = star + 1
      i = ++taken
    } else return false
  }
  return /^\**$/.test(pattern.slice(at))
}
