import type { Form } from '../contracts/form.ts'
import { type Preferences, partsOfDay, weekdays } from '../domain/preferences.ts'
import { type Html, html } from '../web/html.ts'
import { actionForm } from './components/action-form.ts'
import type { Errors } from './components/error-summary.ts'
import { dateInput, options, optionsOf } from './components/form-fields.ts'
import type { Site } from './site.ts'

/** What stands in the form: the stored preferences, or what was just sent when something in it is wrong. */
export type Times = { stored: Preferences } | { sent: Form }

/** The form for days, parts of the day, pace and a break. */
export function timesForm(site: Site, token: string, times: Times, errors: Errors): Html {
  const { preferences, weekdays: dayNames, parts, frame } = site.texts.pages
  const values = 'sent' in times ? times.sent : fieldsOf(times.stored)
  const control = (name: 'days' | 'parts' | 'pace' | 'breakUntil') => ({
    name,
    field: preferences[name],
    chosen: values[name] ?? [],
    error: errors[name],
    errorPrefix: frame.errorPrefix,
  })
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map(part => values[`break-${part}`]?.[0])
  const paces = (['as-written', 'slower'] as const).map(value => ({ value, ...preferences.paces[value] }))
  return html`<section class="app-card"><h2 class="govuk-heading-m">${preferences.times}</h2>
${actionForm({
  to: '/preferences',
  hidden: { t: token, action: 'times' },
  button: { text: preferences.save },
  content: html`<div class="app-pair">
${options({ ...control('days'), kind: 'checkboxes', options: optionsOf(weekdays, dayNames) })}
<div>${options({ ...control('parts'), kind: 'checkboxes', options: optionsOf(partsOfDay, parts) })}
${options({ ...control('pace'), kind: 'radios', options: paces })}</div></div>
${dateInput({ ...control('breakUntil'), texts: preferences.breakParts, value: { day, month, year } })}`,
})}</section>`
}

function fieldsOf({ days, parts, pace, breakUntil }: Preferences): Form {
  const [year = '', month = '', day = ''] = breakUntil?.split('-') ?? []
  return {
    days: days ?? [],
    parts: parts ?? [],
    pace: [pace],
    'break-day': [day.replace(/^0/, '')],
    'break-month': [month.replace(/^0/, '')],
    'break-year': [year],
  }
}
