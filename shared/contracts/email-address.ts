import * as z from 'zod/mini'
import type { FormProblem } from './form-problems.ts'

/** The most characters examined. An address with a name before it is far shorter. */
const longestText = 1000

/**
 * From the first visible character to the last. No-break spaces, directional marks and the like may surround an
 * address.
 */
const visible = /[^\s\p{Cf}](?:.*[^\s\p{Cf}])?/su

/** These only allow a line break, so they are removed from an address. */
const breakHints = /[\u00ad\u200b\u2060\ufeff]/g

/** Pairs that may surround an address in a text. An apostrophe may begin an address, but never ends one. */
const pairs = ['<>', '()', '[]', '""', "''", '“”', '‘’', '«»']

const isIn = (pair: string, text: string): boolean =>
  text.length > 2 && text.startsWith(pair.slice(0, 1)) && text.endsWith(pair.slice(1))

/** `mailto:sam%2Bx@example.org?subject=Hello` (RFC 6068) is `sam+x@example.org`. */
function withoutMailto(text: string): string {
  if (!/^mailto:/i.test(text)) return text
  const address = text.slice('mailto:'.length).split('?', 1)[0] ?? ''
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

/** `Sam <sam@example.org>` without the name, unless the name is another address: then it is unknown which is meant. */
function withoutName(text: string): string {
  const [, name = '', address] = /^([^<>]*)<([^<>]+)>$/.exec(text) ?? []
  if (address === undefined) return text
  const bare = withoutMailto(address)
  return !name.includes('@') || withoutPastedExtras(name) === withoutPastedExtras(bare) ? bare : text
}

/** Removes one layer of what may surround an address. */
function unwrapped(text: string): string {
  const seen = visible.exec(text)?.[0] ?? ''
  const ended = seen.replace(/(?<![.…])[.,;]$/, '')
  const pair = pairs.find(one => isIn(one, ended))
  return withoutName(withoutMailto(pair === undefined ? ended : ended.slice(1, -1)))
}

/**
 * An address without what was copied or typed along with it: invisible characters, spaces, brackets, quotation marks,
 * a name, `mailto:`, a full stop. Nothing is guessed: a leading dot may stand for a missing letter, and several
 * trailing dots for a missing part, so both stay and are reported.
 */
export function withoutPastedExtras(text: string): string {
  if (text.length > longestText) return text.trim()
  let tidy = text.replaceAll(breakHints, '')
  for (let layer = 0; layer < 6; layer += 1) tidy = unwrapped(tidy)
  return tidy
}

/** An invalid address, split into the parts in which faults are looked for. */
interface Written {
  text: string
  local: string
  domain: string
}

/** Checks by fault, in the order in which a person should fix them. */
const faults: readonly [FormProblem, (written: Written) => boolean][] = [
  ['email-too-long', ({ text }) => text.length > 254],
  ['email-no-at', ({ text }) => !text.includes('@')],
  ['email-several', ({ local }) => local.includes('@')],
  ['email-signs', ({ text }) => /[()<>[\]:;,\\"]/.test(text)],
  ['email-space', ({ text }) => /\s/.test(text)],
  ['email-invisible', ({ text }) => /\p{C}/u.test(text)],
  ['email-no-name', ({ local }) => local === ''],
  ['email-no-domain', ({ domain }) => domain === ''],
  ['email-accents', ({ local }) => /[^ -~]/.test(local)],
  ['email-dots', ({ text }) => /\.\.|^\.|\.@|@\.|\.$/.test(text)],
  ['email-name-too-long', ({ local }) => local.length > 64],
  ['email-no-ending', ({ domain }) => !domain.includes('.')],
]

/** The fault of a text that is no address that SES can send to. */
function emailFault(text: string): FormProblem {
  const at = text.lastIndexOf('@')
  const written = { text, local: text.slice(0, Math.max(at, 0)), domain: text.slice(at + 1) }
  return faults.find(([, has]) => has(written))?.[0] ?? 'email-domain'
}

const local = "(?!\\.)(?!.*\\.\\.)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}(?<!\\.)"
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const topLevel = '(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})'
const address = new RegExp(`^${local}@(?:${label}\\.)+${topLevel}$`)

/** The longest address, in characters (RFC 5321, 4.5.3.1.3, less the angle brackets). */
const longest = 254

/** Letters, digits, marks, dots and hyphens: the characters of domain names in any script. */
const domainName = /^[\p{L}\p{N}\p{M}.-]+$/u

/**
 * Converts the domain to lower-case ASCII (punycode), as SES needs it. Anything that is no domain name is left as it
 * is.
 */
function withAsciiDomain(text: string): string {
  const at = text.lastIndexOf('@')
  const domain = text.slice(at + 1)
  if (at < 1 || text.length > longest || !domainName.test(domain)) return text
  const url = URL.parse(`http://${domain}`)
  return url ? `${text.slice(0, at)}@${url.hostname}` : text
}

const isAddress = (text: string): boolean => text.length <= longest && address.test(text)

/**
 * An address that SES can send to: ASCII before the @ (SES accepts nothing else), the domain in punycode. Surrounding
 * characters are removed by the same rules for forms, programs, imports and operators. Each message is a
 * `FormProblem`.
 */
export const EmailAddress = z
  .string('email-missing')
  .check(
    z.overwrite(withoutPastedExtras),
    z.minLength(1, { error: 'email-missing', abort: true }),
    z.overwrite(withAsciiDomain),
    z.refine(isAddress, { error: ({ input }) => emailFault(String(input)) }),
  )
export type EmailAddress = z.infer<typeof EmailAddress>

/** Characters that cannot be part of an address. */
const besideAddresses = /[^\s"'<>(),;:[\]\\]+/g

/**
 * Replaces the email addresses in a text. Linear in its length, because a text from outside may be a single word.
 * @param by the replacement of each.
 */
export const withoutAddresses = (text: string, by: string): string =>
  text.replaceAll(besideAddresses, word => (/.@./s.test(word) ? by : word))

/** The form in which an address is looked up and hashed, so that upper and lower case do not matter. */
export const normaliseAddress = (email: EmailAddress): string => email.toLowerCase()

/**
 * One spelling for all addresses that reach the same mailbox: without a tag (RFC 5233, for nearly every provider),
 * and for Gmail without dots and under one domain (Google, "Dots don't matter in Gmail addresses"). For comparison,
 * never for sending.
 * @param address normalised.
 */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@')
  const [domain, [name = '']] = [address.slice(at + 1), address.slice(0, at).split('+')]
  const isGmail = domain === 'gmail.com' || domain === 'googlemail.com'
  return isGmail ? `${name.replaceAll('.', '')}@gmail.com` : `${name}@${domain}`
}
