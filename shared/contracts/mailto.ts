/** What an email begins with: its subject, its words. */
export type MailtoFields = Readonly<Record<string, string>>

/**
 * An address that begins an email (RFC 6068). Addresses are encoded apart (section 2): no sign of theirs ends the list, or begins
 * a field. Line breaks of words are CRLF (section 5).
 * @param addresses to whom; none leaves that to whoever sends it.
 */
export function mailto(addresses: readonly string[], fields: MailtoFields): string {
  const to = addresses.map(address => encodeURIComponent(address).replaceAll('%40', '@')).join(',')
  const query = Object.entries(fields).map(
    ([name, value]) => `${name}=${encodeURIComponent(value.replaceAll(/\r?\n/g, '\r\n'))}`,
  )
  return `mailto:${to}?${query.join('&')}`
}
