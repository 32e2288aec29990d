import * as z from 'zod/mini'
import type { FormProblem } from './form-problems.ts'

/** Characters that are looked at: an address with a name before it is far shorter. */
const longestText = 1000

/** From the first sign that can be seen to the last: no-break spaces, marks of direction and the like are around it. */
const visible = /[^\s\p{Cf}](?:.*[^\s\p{Cf}])?/su

/** They only say where a line may break, so an address with them is the address without them. */
const breakHints = /[\u00ad\u200b\u2060\ufeff]/g

/** What stands around an address in a text, as a pair. An apostrophe may begin an address, but never ends one. */
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

/** `Sam <sam@example.org>` without the name, unless the name is another address: then nobody can know which is meant. */
function withoutName(text: string): string {
  const [, name = '', address] = /^([^<>]*)<([^<>]+)>$/.exec(text) ?? []
  if (address === undefined) return text
  const bare = withoutMailto(address)
  return !name.includes('@') || tidied(name) === tidied(bare) ? bare : text
}

/** One layer of what may stand around an address. */
function unwrapped(text: string): string {
  const seen = visible.exec(text)?.[0] ?? ''
  const ended = seen.replace(/(?<![.…])[.,;]$/, '')
  const pair = pairs.find(one => isIn(one, ended))
  return withoutName(withoutMailto(pair === undefined ? ended : ended.slice(1, -1)))
}

/**
 * An address without what came along when it was copied or typed: invisible signs, spaces, brackets, quotation marks, a
 * name, `mailto:`, the full stop of a sentence. Nothing is guessed: a dot at the beginning may stand for a letter that is
 * missing, and several at the end for a part that was cut off, so both stay, to be asked about.
 */
export function tidied(text: string): string {
  if (text.length > longestText) return text.trim()
  let tidy = text.replaceAll(breakHints, '')
  for (let layer = 0; layer < 6; layer += 1) tidy = unwrapped(tidy)
  return tidy
}

/** An address that will not do, in the parts that its faults are looked for in. */
interface Written {
  text: string
  local: string
  domain: string
}

/** Faults by name, the one to mend first before the others. */
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

/** What is wrong with a text that is no address that SES can send to. */
function emailFault(text: string): FormProblem {
  const at = text.lastIndexOf('@')
  const written = { text, local: text.slice(0, Math.max(at, 0)), domain: text.slice(at + 1) }
  return faults.find(([, has]) => has(written))?.[0] ?? 'email-domain'
}

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
