import type { Form } from '../contracts/form.ts'
import { partsOfDay, weekdays } from '../domain/preferences.ts'
import { sectors } from '../domain/sectors.ts'
import type { PageWords } from '../words/page-words.ts'
import { options, optionsOf } from './components/options.ts'
import { select } from './components/select.ts'
import { textInput } from './components/text-input.ts'
import { type Html, html } from './html.ts'

/** The fields of the form as they were sent. */
export type SignUpValues = Form

interface Fields {
  words: PageWords
  values: SignUpValues
  errors: Readonly<Record<string, string | undefined>>
}

/** Address, and what people may say of themselves. */
export function aboutYou({ words, values, errors }: Fields): Html {
  const { signUp, frame } = words
  const control = (name: 'email' | 'firstName' | 'sector' | 'role') => ({
    name,
    field: signUp[name],
    value: values[name]?.[0],
    error: errors[name],
    errorPrefix: frame.errorPrefix,
  })
  return html`${textInput({ ...control('email'), type: 'email', autocomplete: 'email' })}
${textInput({ ...control('firstName'), autocomplete: 'given-name' })}
${select({ ...control('sector'), none: signUp.sector.none, options: optionsOf(sectors, words.sectors) })}
${textInput({ ...control('role'), autocomplete: 'organization-title' })}`
}

/** Days and parts of the day, folded away until somebody cares or something in them is wrong. */
export function preferredTimes({ words, values, errors }: Fields): Html {
  const { signUp, frame } = words
  const open = ['days', 'parts'].some(name => values[name] || errors[name])
  const boxes = (name: 'days' | 'parts') => ({
    kind: 'checkboxes' as const,
    name,
    field: signUp[name],
    chosen: values[name] ?? [],
    error: errors[name],
    errorPrefix: frame.errorPrefix,
  })
  return html`<details class="govuk-details"${open && html` open`}><summary class="govuk-details__summary">
<span class="govuk-details__summary-text">${signUp.times}</span></summary>
<div class="govuk-details__text"><p class="govuk-body">${signUp.timesHint}</p>
${options({ ...boxes('days'), options: optionsOf(weekdays, words.weekdays) })}
${options({ ...boxes('parts'), options: optionsOf(partsOfDay, words.parts) })}
</div></details>`
}
