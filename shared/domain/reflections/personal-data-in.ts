import { bedsWithDate } from './beds.ts'
import { datesOfBirth } from './births.ts'
import type { Mark, PersonalMark } from './mark.ts'
import { namesWithTitle } from './names.ts'
import { emailAddresses, nationalInsuranceNumbers, nhsNumbers, phoneNumbers, postcodes } from './numbers.ts'
import type { Stretch } from './stretch.ts'

const finders: Readonly<Record<PersonalMark, (text: string) => readonly Stretch[]>> = {
  'name-with-title': namesWithTitle,
  'nhs-number': nhsNumbers,
  'national-insurance-number': nationalInsuranceNumbers,
  'phone-number': phoneNumbers,
  postcode: postcodes,
  'date-of-birth': datesOfBirth,
  'email-address': emailAddresses,
  'bed-or-ward-with-date': bedsWithDate,
}

const kinds = Object.keys(finders) as PersonalMark[]

/**
 * Finds what looks like personal data of others, by patterns of the United Kingdom, in the order of the text. It has
 * misses and false alarms, so it only asks the writer to check and decides nothing.
 */
export const personalDataIn = (text: string): Mark[] =>
  kinds
    .flatMap(kind => finders[kind](text).map(({ from, to }) => ({ kind, from, to })))
    .toSorted((one, other) => one.from - other.from || one.to - other.to)
