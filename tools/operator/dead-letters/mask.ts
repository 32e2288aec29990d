import { withoutAddresses } from '../../../shared/contracts/email-address.ts'

/** Fields with personal data, whatever their value. */
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

/** Hides every text in a value and keeps its structure. */
function hideAll(value: unknown): unknown {
  if (typeof value === 'string') return hidden
  if (Array.isArray(value)) return value.map(hideAll)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, hideAll(field)]))
}

/** Hides the personal data of a payload: the fields above as a whole, and email addresses anywhere. */
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
