import * as z from 'zod/mini'
import { emailFault } from './email-faults.ts'
import { tidied } from './email-tidying.ts'

const local = "(?!\\.)(?!.*\\.\\.)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}(?<!\\.)"
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const topLevel = '(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})'
const address = new RegExp(`^${local}@(?:${label}\\.)+${topLevel}$`)

/** Characters of an address (RFC 5321, 4.5.3.1.3, less the angle brackets). */
const longest = 254

/** Account emails, digits, marks, dots and hyphens: all that a domain name in any script is made of. */
const domainName = /^[\p{L}\p{N}\p{M}.-]+$/u

/** Writes the domain in lower-case ASCII (punycode), as SES needs it. What is no domain name is left as it is. */
function withAsciiDomain(text: string): string {
  const at = text.lastIndexOf('@')
  const domain = text.slice(at + 1)
  if (at < 1 || text.length > longest || !domainName.test(domain)) return text
  const url = URL.parse(`http://${domain}`)
  return url ? `${text.slice(0, at)}@${url.hostname}` : text
}

const isAddress = (text: string): boolean => text.length <= longest && address.test(text)

/**
 * An address that SES can send to: ASCII before the @ (SES takes nothing else), the domain in punycode. What came along
 * around it is taken off, by the same rules for forms, programs, imports and the operator. Each message is a `FormProblem`.
 */
export const EmailAddress = z
  .string('email-missing')
  .check(
    z.overwrite(tidied),
    z.minLength(1, { error: 'email-missing', abort: true }),
    z.overwrite(withAsciiDomain),
    z.refine(isAddress, { error: ({ input }) => emailFault(String(input)) }),
  )
export type EmailAddress = z.infer<typeof EmailAddress>

/** What stands between two addresses in a text; an address has none of it. */
const besideAddresses = /[^\s"'<>(),;:[\]\\]+/g

/**
 * A text without the email addresses in it. Looks at each sign once, because a text from outside may be all of one word.
 * @param by what stands in the place of each.
 */
export const withoutAddresses = (text: string, by: string): string =>
  text.replaceAll(besideAddresses, word => (/.@./s.test(word) ? by : word))

/** The form under which an address is looked up and hashed: whoever types capitals is the same person. */
export const normaliseAddress = (email: EmailAddress): string => email.toLowerCase()

/**
 * One spelling for all that reach the same mailbox: without a tag (RFC 5233, for nearly every provider), and for Gmail
 * without dots and under one domain (Google, "Dots don't matter in Gmail addresses"). To compare with, never to send to.
 * @param address normalised.
 */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@')
  const [domain, [name = '']] = [address.slice(at + 1), address.slice(0, at).split('+')]
  const isGmail = domain === 'gmail.com' || domain === 'googlemail.com'
  return isGmail ? `${name.replaceAll('.', '')}@gmail.com` : `${name}@${domain}`
}
