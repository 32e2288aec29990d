import type { Form } from '../contracts/form.ts'
import { type Html, html } from '../web/html.ts'
import { button } from './components/action-form.ts'
import type { Errors } from './components/error-summary.ts'
import { checkbox, textInput } from './components/form-fields.ts'
import { detailFields, timeFields } from './detail-fields.ts'
import { type Site, statementUrl } from './site.ts'

/** The values of the form as they were sent. */
export type SignUpValues = Form

interface SignUpForm {
  journey: string
  values: SignUpValues
  errors: Errors
}

/**
 * The sign-up form, which asks for an address and consent. Everything else is asked after the confirmation; fields
 * that came with a form from elsewhere are shown only if they have an error.
 */
export function signUpForm(site: Site, form: SignUpForm): Html {
  const { signUp } = site.texts.pages
  const link = form.values['link']?.[0]
  const invitation = form.values['invitation']?.[0]
  return html`<form action="/sign-up" method="post" novalidate>
<input type="hidden" name="journey" value="${form.journey}">
<input type="hidden" name="consentVersion" value="${signUp.consent.current}">
${link && html`<input type="hidden" name="link" value="${link}">`}
${invitation && html`<input type="hidden" name="invitation" value="${invitation}">`}
${wayBack(form)}
${email(site, form)}
${sentElsewhere(site, form)}
${consent(site, form)}
${trap(signUp.trap)}
${button({ text: signUp.button })}
<p class="govuk-body-s app-after-button">${signUp.consentHint}
<a class="govuk-link" href="${statementUrl(site, 'privacy')}">${signUp.privacy}</a></p>
</form>`
}

/** Keeps where another website's form sends people back to, while a mistake is corrected here. */
function wayBack({ values, errors }: SignUpForm): Html | false {
  const returnTo = values['return']?.[0]
  return (
    Boolean(returnTo) && !errors['return'] && html`<input type="hidden" name="return" value="${returnTo}">`
  )
}

const email = ({ texts }: Site, { values, errors }: SignUpForm): Html =>
  textInput({
    name: 'email',
    field: texts.pages.signUp.email,
    value: values['email']?.[0],
    error: errors['email'],
    errorPrefix: texts.pages.frame.errorPrefix,
    type: 'email',
    autocomplete: 'email',
  })

/** Fields that only other websites' forms have; each is shown if it was filled in or has an error. */
function sentElsewhere(site: Site, { values, errors }: SignUpForm): Html {
  const fields = { ...detailFields(site, { values, errors }), ...timeFields(site, { values, errors }) }
  const isSent = (name: string): boolean =>
    errors[name] !== undefined || values[name]?.some(value => value !== '') === true
  return html`${Object.entries(fields).map(([name, field]) => isSent(name) && html`${field}\n`)}`
}

function consent({ texts }: Site, { values, errors }: SignUpForm): Html {
  const { signUp, frame } = texts.pages
  const { current, wordings } = signUp.consent
  // A copied form may show an older wording. Consent to that one is no consent to this one.
  const hasAgreed = values['consent']?.[0] === 'yes' && values['consentVersion']?.[0] === current
  return checkbox({
    name: 'consent',
    field: { label: wordings[current] ?? '' },
    checked: hasAgreed,
    error: errors['consent'],
    errorPrefix: frame.errorPrefix,
  })
}

/** A hidden field. Programs that fill in everything reveal themselves by it. */
const trap = (label: string): Html =>
  html`<div class="app-trap" aria-hidden="true"><label for="website">${label}</label>
<input id="website" name="website" type="text" value="" tabindex="-1" autocomplete="off"></div>`
