/**
 * Whether a form may send people back there: the address has the origin of one on the list, and its path begins with
 * that one's path. Compared as parsed, so that `https://example.org.evil.example` does not pass for `https://example.org`.
 */
export function isAllowedReturn(address: string, allowed: readonly string[]): boolean {
  if (!URL.canParse(address)) return false
  const { origin, pathname, username, password } = new URL(address)
  if (username || password) return false
  return allowed
    .filter(one => URL.canParse(one))
    .some(beginning => {
      const expected = new URL(beginning)
      return expected.origin === origin && pathname.startsWith(expected.pathname)
    })
}
