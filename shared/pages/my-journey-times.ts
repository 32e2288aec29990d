import type { Form } from '../contracts/form.ts'
import { preferenceFields } from '../contracts/preference-fields.ts'
import { type PreferenceName, type Preferences, partsOfDay, weekdays } from '../domain/preferences.ts'
import { myJourneyTextsFor } from '../texts/my-journey-texts-for.ts'
import { type Html, html } from '../web/html.ts'
import { actionForm } from './components/action-form.ts'
import { dateInput } from './components/date-input.ts'
import type { Errors } from './components/error-summary.ts'
import { fold } from './components/fold.ts'
import { options, optionsOf } from './components/form-fields.ts'
import type { Site } from './site.ts'

/** The values of the form: the stored preferences, or what was sent if it had an error. */
export type Times = { stored: Preferences } | { sent: Form }

/** The form for days, parts of the day, pace and a break. */
export function timesForm(site: Site, token: string, times: Times, errors: Errors): Html {
  const { weekdays: dayNames, parts, frame } = site.texts.pages
  const myJourney = myJourneyTextsFor(site.texts.language)
  const values = 'sent' in times ? times.sent : preferenceFields(times.stored)
  const control = (name: PreferenceName) => ({
    name,
    field: myJourney[name],
    chosen: values[name] ?? [],
    error: errors[name],
    errorPrefix: frame.errorPrefix,
  })
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map(part => values[`break-${part}`]?.[0])
  const paces = (['as-written', 'slower'] as const).map(value => ({ value, ...myJourney.paces[value] }))
  const controls: Readonly<Record<PreferenceName, Html>> = {
    days: options({ ...control('days'), kind: 'checkboxes', options: optionsOf(weekdays, dayNames) }),
    parts: options({ ...control('parts'), kind: 'checkboxes', options: optionsOf(partsOfDay, parts) }),
    pace: options({ ...control('pace'), kind: 'radios', options: paces }),
    breakUntil: dateInput({
      ...control('breakUntil'),
      id: 'breakUntil',
      name: 'break',
      texts: myJourney.breakParts,
      value: { day, month, year },
    }),
  }
  const { days: beside, parts: first, pace: second, ...others } = controls
  const below = Object.values(others)
  return fold({
    summary: myJourney.times,
    isOpen: 'sent' in times || Object.keys(controls).some(name => errors[name]),
    content: actionForm({
      to: '/my-journey',
      hidden: { t: token, action: 'times' },
      button: { text: myJourney.save },
      content: html`<div class="app-pair">
${beside}
<div>${first}
${second}</div></div>
${below}`,
    }),
  })
}
