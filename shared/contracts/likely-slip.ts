import type { EmailAddress } from './email-address.ts'

/**
 * Mail domains that are common in British health and care, and long enough that one slip leads to no other real
 * domain.
 */
const wellKnown = [
  'nhs.net',
  'gmail.com',
  'googlemail.com',
  'hotmail.com',
  'hotmail.co.uk',
  'outlook.com',
  'live.co.uk',
  'yahoo.com',
  'yahoo.co.uk',
  'icloud.com',
  'btinternet.com',
  'virginmedia.com',
  'blueyonder.co.uk',
  'ntlworld.com',
  'talktalk.net',
  'protonmail.com',
  'doctors.org.uk',
]

/** Real domains that are one slip away from a well-known one. */
const real = ['mail.com', 'ymail.com']

/** Domains without mailboxes that people write for well-known ones. */
const mistaken: Readonly<Record<string, string>> = {
  'nhs.uk': 'nhs.net',
  'nhs.co.uk': 'nhs.net',
  'nhs.com': 'nhs.net',
  'nhs.org': 'nhs.net',
  'nhsmail.net': 'nhs.net',
  'gmail.co.uk': 'gmail.com',
  'googlemail.co.uk': 'googlemail.com',
  'icloud.co.uk': 'icloud.com',
  'outlook.co.uk': 'outlook.com',
  'btinternet.co.uk': 'btinternet.com',
}

/** Endings that are no top-level domain, and the intended one. */
const endings: readonly [RegExp, string][] = [
  [/\.(?:con|cmo|ocm|vom|xom|cpm|comm|coom)$/, '.com'],
  [/\.(?:couk|co\.(?:ul|uj|yk|ik|u|ku))$/, '.co.uk'],
]

const withRealEnding = (domain: string): string =>
  endings.reduce((text, [slip, ending]) => text.replace(slip, ending), domain)

/** Whether two texts differ by one missing, additional or wrong letter, or by two swapped neighbours. */
function isOneSlipFrom(typed: string, meant: string): boolean {
  const same = [...meant].findIndex((letter, i) => letter !== typed[i])
  const [rest, wanted] = [typed.slice(same), meant.slice(same)]
  return (
    same >= 0 &&
    (rest === wanted.slice(1) ||
      rest.slice(1) === wanted ||
      rest.slice(1) === wanted.slice(1) ||
      rest === `${wanted[1]}${wanted[0]}${wanted.slice(2)}`)
  )
}

function meantDomain(typed: string): string {
  const domain = withRealEnding(typed)
  if (wellKnown.includes(domain) || real.includes(domain)) return domain
  return mistaken[domain] ?? wellKnown.find(one => isOneSlipFrom(domain, one)) ?? domain
}

/**
 * The address that a person most likely meant, if the domain looks like a slip of a well-known one; otherwise
 * undefined. Only to ask about, never to use in its place, because rare domains are valid too.
 */
export function likelyMeant(email: EmailAddress): EmailAddress | undefined {
  const at = email.lastIndexOf('@')
  const typed = email.slice(at + 1)
  const meant = meantDomain(typed)
  return meant === typed ? undefined : `${email.slice(0, at)}@${meant}`
}
