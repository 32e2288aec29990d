import { withoutAddresses } from '../../../shared/contracts/email-address.ts'

/** Fields that hold personal data, whatever is in them. */
const personal: readonly string[] = [
  'email',
  'newEmail',
  'firstName',
  'role',
  'addressHash',
  'newAddressHash',
  'destination',
  'to',
  'commonHeaders',
  'headers',
  'emailAddress',
  'recipients',
]

const hidden = '•••'

/** Text without the email addresses in it. */
export const maskText = (text: string): string => withoutAddresses(text, hidden)

/** Every text in a value hidden, its shape kept. */
function hideAll(value: unknown): unknown {
  if (typeof value === 'string') return hidden
  if (Array.isArray(value)) return value.map(hideAll)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, hideAll(field)]))
}

/** A payload with its personal data hidden: named fields whole, and addresses wherever they stand. */
export function mask(value: unknown): unknown {
  if (typeof value === 'string') return maskText(value)
  if (Array.isArray(value)) return value.map(mask)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      personal.includes(name) ? hideAll(field) : mask(field),
    ]),
  )
}
