import { day } from '../../shared/domain/duration.ts'
import type { Instant } from '../../shared/domain/ids.ts'

/** Whom to tell of a security problem: an address to write to, or a page. */
export interface SecurityContact {
  /** An email address, or an `https://` address. */
  contact: string
  publicUrl: string
  /** Languages (BCP 47) that are read there. */
  languages: readonly string[]
}

/** The RFC wants less than a year; whoever keeps the file longer than half a year asks again. */
const goodFor = 180 * day

/**
 * Where to report a security problem, as RFC 9116 has it. It is made when it is asked for, so that it is never out of
 * date; for a day it reads the same.
 */
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
