import type { PreferenceName, Preferences } from '../domain/preferences.ts'
import type { Form } from './form.ts'

/** Preferences as the values of the forms that ask for them. */
export function preferenceFields({ breakUntil = '', ...chosen }: Preferences): Form {
  const [year = '', month = '', day = ''] = breakUntil.split('-')
  const fields: Readonly<Record<PreferenceName, Form>> = {
    days: { days: chosen.days ?? [] },
    parts: { parts: chosen.parts ?? [] },
    pace: { pace: [chosen.pace] },
    breakUntil: {
      'break-day': [day.replace(/^0/, '')],
      'break-month': [month.replace(/^0/, '')],
      'break-year': [year],
    },
  }
  return Object.assign({}, ...Object.values(fields))
}
