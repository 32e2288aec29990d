/**
 * Whether a text fits a pattern, in a time that grows with the text's length alone: a regular expression made of several
 * `*` would try every way to share the text out between them. Here, only the last `*` ever takes in more.
 * @param pattern with `*` for any characters, none included.
 * @param one stands in the pattern for any one character.
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
