/** Fields of a prepared email, such as `subject` and `body`. */
export type MailtoFields = Readonly<Record<string, string>>

/**
 * A `mailto:` address (RFC 6068). Addresses are encoded separately (section 2), so that none of their characters ends
 * the list or begins a field. Line breaks are CRLF (section 5).
 * @param addresses the recipients; if empty, the sender chooses.
 */
export function mailto(addresses: readonly string[], fields: MailtoFields): string {
  const to = addresses.map(address => encodeURIComponent(address).replaceAll('%40', '@')).join(',')
  const query = Object.entries(fields).map(
    ([name, value]) => `${name}=${encodeURIComponent(value.replaceAll(/\r?\n/g, '\r\n'))}`,
  )
  return `mailto:${to}?${query.join('&')}`
}
