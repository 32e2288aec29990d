import type { Form } from '../contracts/form.ts'
import { partsOfDay, type SignUpPreference, weekdays } from '../domain/preferences.ts'
import { sectors } from '../domain/sectors.ts'
import type { Html } from '../web/html.ts'
import type { Errors } from './components/error-summary.ts'
import { options, optionsOf, select, textInput } from './components/form-fields.ts'
import type { Site } from './site.ts'

/** The values of the fields, and their errors. */
interface Filled {
  values: Form
  errors: Errors
}

/** The fields for what people may say about themselves, by name. */
export function detailFields(
  { texts }: Site,
  { values, errors }: Filled,
): Readonly<Record<'sector' | 'firstName' | 'role', Html>> {
  const { signUp, frame, sectors: names } = texts.pages
  const control = (name: 'firstName' | 'sector' | 'role') => ({
    name,
    field: signUp[name],
    value: values[name]?.[0],
    error: errors[name],
    errorPrefix: frame.errorPrefix,
  })
  return {
    sector: select({ ...control('sector'), none: signUp.sector.none, options: optionsOf(sectors, names) }),
    firstName: textInput({ ...control('firstName'), autocomplete: 'given-name' }),
    role: textInput({ ...control('role'), autocomplete: 'organization-title' }),
  }
}

/** The fields for preferred days and parts of the day, by name. */
export function timeFields(
  { texts }: Site,
  { values, errors }: Filled,
): Readonly<Record<SignUpPreference, Html>> {
  const { signUp, frame, weekdays: days, parts } = texts.pages
  const boxes = (name: SignUpPreference) => ({
    kind: 'checkboxes' as const,
    name,
    field: signUp[name],
    chosen: values[name] ?? [],
    error: errors[name],
    errorPrefix: frame.errorPrefix,
  })
  return {
    days: options({ ...boxes('days'), options: optionsOf(weekdays, days) }),
    parts: options({ ...boxes('parts'), options: optionsOf(partsOfDay, parts) }),
  }
}
