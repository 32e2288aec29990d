import type { PersonalMark } from '../../shared/domain/reflections/mark.ts'
import { personalDataIn } from '../../shared/domain/reflections/personal-data-in.ts'

/** What a reason must not hold, as an operator is told it. */
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

/**
 * What is wrong with an operator's reason for a change: it is missing, or it holds personal data, which would stay in the
 * audit trail after the person was erased.
 * @returns undefined for one that will do.
 */
export function reasonProblem(reason: string): string | undefined {
  if (reason === '') return 'Say why: the audit trail keeps it.'
  const [mark] = personalDataIn(reason)
  if (!mark) return undefined
  const found = `“${reason.slice(mark.from, mark.to)}” looks like ${inWords[mark.kind as PersonalMark]}`
  return `${found}. The audit trail keeps the reason, also when the person is erased: say it without.`
}
