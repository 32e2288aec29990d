import type { FieldProblem } from '../contracts/form-problems.ts'
import type { JourneyId } from '../domain/ids.ts'
import { button } from './components/button.ts'
import { checkbox } from './components/checkbox.ts'
import { errorSummary, errorsByField } from './components/error-summary.ts'
import { paragraphs } from './components/section.ts'
import { embedForm } from './embed-form.ts'
import { hero } from './hero.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import { aboutYou, preferredTimes, type SignUpValues } from './sign-up-fields.ts'
import type { Site } from './site.ts'

export interface SignUpView {
  journey: { id: JourneyId; title: string; modules: readonly { title: string; minutes: number }[] }
  /** What was typed before, kept when something is wrong. */
  values?: SignUpValues
  problems?: readonly FieldProblem[]
  /** Shows the form that other websites can copy: on `/sign-up`, not on the first page. */
  embed?: boolean
}

/** The first page: what ShiftWorks is, what you get, and the form. */
export function signUpPage(site: Site, view: SignUpView): string {
  const { signUp, problems: sentences } = site.words.pages
  const errors = errorsByField(view.problems ?? [], sentences)
  const failed = (view.problems ?? []).length > 0
  return layout(site, {
    title: signUp.title,
    failed,
    before: hero(signUp),
    main: html`<div class="app-columns">
<section class="app-card app-columns__main" aria-labelledby="join">${form(site, view, errors)}</section>
<div class="app-columns__side">${paragraphs(signUp.about)}${modules(site, view.journey)}</div>
</div>
${view.embed && embed(site)}`,
  })
}

function form(site: Site, view: SignUpView, errors: Readonly<Record<string, string | undefined>>): Html {
  const { signUp, frame } = site.words.pages
  const { values = {} } = view
  const { current, wordings } = signUp.consent
  const fields = { words: site.words.pages, values, errors }
  return html`${errorSummary(frame.errorSummary, errors)}
<h2 class="govuk-heading-l" id="join">${signUp.heading}</h2>
<p class="govuk-body">${signUp.easy}</p>
<form action="/sign-up" method="post" novalidate>
<input type="hidden" name="journey" value="${view.journey.id}">
<input type="hidden" name="consentVersion" value="${current}">
${aboutYou(fields)}
${preferredTimes(fields)}
${checkbox({
  name: 'consent',
  field: { label: wordings[current] ?? '', hint: signUp.consentHint },
  checked: values['consent']?.[0] === 'yes',
  error: errors['consent'],
  errorPrefix: frame.errorPrefix,
})}
${trap(signUp.trap)}
${button({ text: signUp.button })}
</form>`
}

/** A field that people neither see nor hear; programs that fill in everything give themselves away. */
const trap = (label: string): Html =>
  html`<div class="app-trap" aria-hidden="true"><label for="website">${label}</label>
<input id="website" name="website" type="text" value="" tabindex="-1" autocomplete="off"></div>`

function modules({ words }: Site, { title, modules }: SignUpView['journey']): Html {
  const { signUp } = words.pages
  const minutes = Math.round(modules.reduce((sum, module) => sum + module.minutes, 0) / (modules.length || 1))
  return html`<section class="app-path" aria-labelledby="journey">
<h2 class="govuk-heading-m" id="journey">${signUp.journeyHeading}: ${title}</h2>
<p class="govuk-body-s">${signUp.journeyLength(modules.length, minutes)}</p>
<ol class="app-path__list">${modules.map(module => html`<li>${module.title}</li>`)}</ol>
</section>`
}

function embed(site: Site): Html {
  const { embed: words } = site.words.pages.signUp
  return html`<details class="govuk-details"><summary class="govuk-details__summary">
<span class="govuk-details__summary-text">${words.summary}</span></summary>
<div class="govuk-details__text">${paragraphs(words.paragraphs)}
<pre class="app-code" tabindex="0" role="region" aria-label="${words.code}"><code>${embedForm(site)}</code></pre>
</div></details>`
}
