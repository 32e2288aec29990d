import { day } from '../../shared/domain/duration.ts'
import type { Instant } from '../../shared/domain/ids.ts'

/** The contact for security problems. */
export interface SecurityContact {
  /** An email address, or an `https://` address. */
  contact: string
  publicUrl: string
  /** The languages (BCP 47) that are read there. */
  languages: readonly string[]
}

/** How long the file is valid, in milliseconds. The RFC recommends less than a year. */
const goodFor = 180 * day

/** The security contact, as in RFC 9116. Generated on request, so that it never expires; the same text for a day. */
export function securityTxt({ contact, publicUrl, languages }: SecurityContact, now: Instant): string {
  const expires = new Date(Math.floor((now + goodFor) / day) * day).toISOString().replace('.000', '')
  return [
    `Contact: ${contact.startsWith('https://') ? contact : `mailto:${encodeURI(contact)}`}`,
    `Expires: ${expires}`,
    `Preferred-Languages: ${languages.join(', ')}`,
    `Canonical: ${publicUrl}/.well-known/security.txt`,
    '',
  ].join('\n')
}
