import type { Form } from '../contracts/form.ts'
import { partsOfDay, type SignUpPreference, weekdays } from '../domain/preferences.ts'
import { sectors } from '../domain/sectors.ts'
import { type Html, html } from '../web/html.ts'
import { button } from './components/action-form.ts'
import type { Errors } from './components/error-summary.ts'
import { checkbox, options, optionsOf, select, textInput } from './components/form-fields.ts'
import { type Site, statementUrl } from './site.ts'

/** The fields of the form as they were sent. */
export type SignUpValues = Form

interface SignUpForm {
  journey: string
  values: SignUpValues
  errors: Errors
}

/** The form that signs somebody up. */
export function signUpForm(site: Site, form: SignUpForm): Html {
  const { signUp } = site.texts.pages
  const link = form.values['link']?.[0]
  return html`<form action="/sign-up" method="post" novalidate>
<input type="hidden" name="journey" value="${form.journey}">
<input type="hidden" name="consentVersion" value="${signUp.consent.current}">
${link && html`<input type="hidden" name="link" value="${link}">`}
${aboutYou(site, form)}
${preferredTimes(site, form)}
${consent(site, form)}
<p class="govuk-body"><a class="govuk-link" href="${statementUrl(site, 'privacy')}">${signUp.privacy}</a></p>
${trap(signUp.trap)}
${button({ text: signUp.button })}
</form>`
}

/** Address, and what people may say of themselves. */
function aboutYou({ texts }: Site, { values, errors }: SignUpForm): Html {
  const { signUp, frame, sectors: names } = texts.pages
  const control = (name: 'email' | 'firstName' | 'sector' | 'role') => ({
    name,
    field: signUp[name],
    value: values[name]?.[0],
    error: errors[name],
    errorPrefix: frame.errorPrefix,
  })
  return html`${textInput({ ...control('email'), type: 'email', autocomplete: 'email' })}
${textInput({ ...control('firstName'), autocomplete: 'given-name' })}
${select({ ...control('sector'), none: signUp.sector.none, options: optionsOf(sectors, names) })}
${textInput({ ...control('role'), autocomplete: 'organization-title' })}`
}

/** Days and parts of the day, folded away until somebody cares or something in them is wrong. */
function preferredTimes({ texts }: Site, { values, errors }: SignUpForm): Html {
  const { signUp, frame, weekdays: days, parts } = texts.pages
  const boxes = (name: SignUpPreference) => ({
    kind: 'checkboxes' as const,
    name,
    field: signUp[name],
    chosen: values[name] ?? [],
    error: errors[name],
    errorPrefix: frame.errorPrefix,
  })
  const controls: Readonly<Record<SignUpPreference, Html>> = {
    days: options({ ...boxes('days'), options: optionsOf(weekdays, days) }),
    parts: options({ ...boxes('parts'), options: optionsOf(partsOfDay, parts) }),
  }
  const open = Object.keys(controls).some(name => values[name] || errors[name])
  return html`<details class="govuk-details"${open && html` open`}><summary class="govuk-details__summary">
<span class="govuk-details__summary-text">${signUp.times}</span></summary>
<div class="govuk-details__text"><p class="govuk-body">${signUp.timesHint}</p>
${Object.values(controls).map(control => html`${control}\n`)}</div></details>`
}

function consent({ texts }: Site, { values, errors }: SignUpForm): Html {
  const { signUp, frame } = texts.pages
  const { current, wordings } = signUp.consent
  return checkbox({
    name: 'consent',
    field: { label: wordings[current] ?? '', hint: signUp.consentHint },
    checked: values['consent']?.[0] === 'yes',
    error: errors['consent'],
    errorPrefix: frame.errorPrefix,
  })
}

/** A field that people neither see nor hear; programs that fill in everything give themselves away. */
const trap = (label: string): Html =>
  html`<div class="app-trap" aria-hidden="true"><label for="website">${label}</label>
<input id="website" name="website" type="text" value="" tabindex="-1" autocomplete="off"></div>`
