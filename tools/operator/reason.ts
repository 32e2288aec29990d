import type { PersonalMark } from '../../shared/domain/reflections/mark.ts'
import { personalDataIn } from '../../shared/domain/reflections/personal-data-in.ts'

/** Personal data that a reason must not have, described for the operator. */
const inWords: Readonly<Record<PersonalMark, string>> = {
  'name-with-title': 'the name of a person',
  'nhs-number': 'an NHS number',
  'national-insurance-number': 'a National Insurance number',
  'phone-number': 'a phone number',
  postcode: 'a postcode',
  'date-of-birth': 'a date of birth',
  'email-address': 'an email address',
  'bed-or-ward-with-date': 'a bed or a ward with a date',
}

/** In characters: the audit trail is read as a list. */
const longest = 500

/**
 * Checks an operator's reason for a change. It must be one line, not empty, and must not have personal data, which would stay
 * in the audit trail after the person was erased.
 * @returns the problem; undefined if the reason is valid
 */
export function reasonProblem(reason: string): string | undefined {
  if (reason === '') return 'Say why: the audit trail keeps it.'
  if (reason.length > longest)
    return `Say why in ${longest} characters at most, here are ${reason.length}: the audit trail is read as a list.`
  if (/\p{Cc}/u.test(reason))
    return 'Say why in one line, without signs that nobody sees: the audit trail is read as a list.'
  const [mark] = personalDataIn(reason)
  if (!mark) return undefined
  const found = `“${reason.slice(mark.from, mark.to)}” looks like ${inWords[mark.kind as PersonalMark]}`
  return `${found}. The audit trail keeps the reason, also when the person is erased: say it without.`
}
