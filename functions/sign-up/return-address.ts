/** Compares whole segments: `/learn` contains `/learn` and `/learn/thanks`, but not `/learning` or `/learn.evil`. */
const isWithin = (path: string, beginning: string): boolean =>
  path === beginning || path.startsWith(beginning.endsWith('/') ? beginning : `${beginning}/`)

/** Encoded slashes and dots, which some servers decode, so that the address leaves the checked path. */
const isDisguised = (path: string): boolean => /%(25)*(2f|5c|2e)/i.test(path)

/**
 * Whether a form may send people back to an address: it has the origin of a listed one, and its path begins with all
 * segments of that one's path. Both are parsed first, so that `https://example.org.evil.example` does not match
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
