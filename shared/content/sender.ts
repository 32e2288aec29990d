/**
 * A sender as the From header wants it (RFC 5322; RFC 2047 for names beyond ASCII, which SES does not encode itself:
 * Amazon SES v2 API reference, SendEmail, FromEmailAddress).
 */
export function fromHeader({ name, address }: { name: string; address: string }): string {
  if (/^[\w!#$%&'*+/=?^`{|}~ -]+$/.test(name)) return `${name} <${address}>`
  if (/^[ -~]+$/.test(name)) return `"${name}" <${address}>`
  return `=?UTF-8?B?${Buffer.from(name, 'utf8').toString('base64')}?= <${address}>`
}
