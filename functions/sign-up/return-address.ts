/** A path as whole segments: `/learn` holds `/learn` and `/learn/thanks`, and neither `/learning` nor `/learn.evil`. */
const isWithin = (path: string, beginning: string): boolean =>
  path === beginning || path.startsWith(beginning.endsWith('/') ? beginning : `${beginning}/`)

/** Slashes and dots in disguise: some servers read them as what they stand for, and then leave the path that was checked. */
const isDisguised = (path: string): boolean => /%(25)*(2f|5c|2e)/i.test(path)

/**
 * Whether a form may send people back there: the address has the origin of one on the list, and its path begins with the
 * whole segments of that one's path. Compared as parsed, so that `https://example.org.evil.example` does not pass for
 * `https://example.org`.
 */
export function isAllowedReturn(address: string, allowed: readonly string[]): boolean {
  if (!URL.canParse(address)) return false
  const { origin, pathname, username, password } = new URL(address)
  if (username || password || isDisguised(pathname)) return false
  return allowed
    .filter(one => URL.canParse(one))
    .map(one => new URL(one))
    .some(expected => expected.origin === origin && isWithin(pathname, expected.pathname))
}
