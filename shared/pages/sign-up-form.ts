import type { Form } from '../contracts/form.ts'
import { type Html, html } from '../web/html.ts'
import { button } from './components/action-form.ts'
import type { Errors } from './components/error-summary.ts'
import { checkbox, textInput } from './components/form-fields.ts'
import { detailFields, timeFields } from './detail-fields.ts'
import { type Site, statementUrl } from './site.ts'

/** The fields of the form as they were sent. */
export type SignUpValues = Form

interface SignUpForm {
  journey: string
  values: SignUpValues
  errors: Errors
}

/**
 * The form that signs somebody up. It asks for an address and for consent. What else may be sent is asked after the
 * confirmation; here it is shown when it has come with a form from elsewhere and something in it is wrong.
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

/** Where a form on another website sends people back to, so that a slip corrected here does not lose the way. */
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

/** The fields that only forms on other websites have, each where it was filled in or something in it is wrong. */
function sentElsewhere(site: Site, { values, errors }: SignUpForm): Html {
  const fields = { ...detailFields(site, { values, errors }), ...timeFields(site, { values, errors }) }
  const isSent = (name: string): boolean =>
    errors[name] !== undefined || values[name]?.some(value => value !== '') === true
  return html`${Object.entries(fields).map(([name, field]) => isSent(name) && html`${field}\n`)}`
}

function consent({ texts }: Site, { values, errors }: SignUpForm): Html {
  const { signUp, frame } = texts.pages
  const { current, wordings } = signUp.consent
  // A copied form may show an older wording: whoever agreed to that one has not agreed to this one.
  const hasAgreed = values['consent']?.[0] === 'yes' && values['consentVersion']?.[0] === current
  return checkbox({
    name: 'consent',
    field: { label: wordings[current] ?? '' },
    checked: hasAgreed,
    error: errors['consent'],
    errorPrefix: frame.errorPrefix,
  })
}

/** A field that people neither see nor hear; programs that fill in everything give themselves away. */
const trap = (label: string): Html =>
  html`<div class="app-trap" aria-hidden="true"><label for="website">${label}</label>
<input id="website" name="website" type="text" value="" tabindex="-1" autocomplete="off"></div>`
