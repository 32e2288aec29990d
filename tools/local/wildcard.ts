/**
 * Whether a text fits a pattern, in a time that grows with the text's length alone: a regular expression made of several
 * `*` would try every way to share the text out between them.
 * @param pattern with `*` for any characters, none included.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  const [first = '', ...others] = pattern.split('*')
  const last = others.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first) || !text.endsWith(last)) return false
  let at = first.length
  for (const part of others) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at <= text.length - last.length
}
