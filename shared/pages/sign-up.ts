import type { FieldProblem } from '../contracts/form-problems.ts'
import { type InvitationId, invitationPath } from '../contracts/invitation.ts'
import type { JourneyId } from '../domain/ids.ts'
import { joiningTextsFor } from '../texts/joining-texts-for.ts'
import { togetherTextsFor } from '../texts/together-texts-for.ts'
import { type Html, html, trusted } from '../web/html.ts'
import { errorSummary, errorsByField } from './components/error-summary.ts'
import { paragraphs } from './components/section.ts'
import { type EmbedForm, embedForm } from './embed-form.ts'
import { journeyList, type OfferedJourney } from './journeys.ts'
import { layout } from './layout.ts'
import { type SignUpValues, signUpForm } from './sign-up-form.ts'
import { journeysUrl, journeyUrl, type Site } from './site.ts'

/** The first page. */
export interface SignUpView {
  /** The journey that a sign-up joins, with its modules' titles. `about`: its authors' description, compiled by us. */
  journey: { id: string; title: string; modules: readonly string[]; about?: string }
  /** What was typed; kept if something is wrong. */
  values?: SignUpValues
  problems?: readonly FieldProblem[]
  /** Shows the form for other websites to copy; on `/sign-up` only. */
  embed?: EmbedForm
  /** The visitor came by a colleague's invitation. The page greets them without naming anybody. */
  invitation?: InvitationId
  /** The page is about this journey alone. */
  isOfJourney?: boolean
  /** The other journeys to sign up for. */
  others?: readonly OfferedJourney[]
  /** The number of learners and of their sectors; absent if it may not be shown. */
  together?: { people: number; sectors: number }
}

/** The first page: what ShiftWorks is, what people get, and the form. After an error: the errors and the form only. */
export const signUpPage = (site: Site, view: SignUpView): string =>
  view.problems?.length ? corrections(site, view, view.problems) : welcome(site, view)

function welcome(site: Site, view: SignUpView): string {
  const { signUp } = site.texts.pages
  const { title } = view.isOfJourney ? view.journey : signUp
  const { invitation } = view
  const values = { ...view.values, ...(invitation && { invitation: [invitation] }) }
  return layout(site, {
    title,
    description: signUp.lead,
    before: hero({ title, lead: signUp.lead, ...(invitation && { greeting: signUp.invited.greeting }) }),
    main: html`<div class="app-columns">
<section class="app-card" aria-labelledby="join"><h2 class="govuk-heading-m" id="join">${signUp.heading}</h2>
${invitation && html`<p class="govuk-body">${signUp.invited.text}</p>`}
${signUpForm(site, { journey: view.journey.id, values, errors: {} })}</section>
<div>${inNumbers(site, view)}${paragraphs(signUp.about)}${modules(site, view.journey)}${others(site, view)}</div>
</div>
${view.embed && embed(site, view.embed)}`,
  })
}

/** Fields that are not visible, so no link can lead to them. */
const unseen = ['', 'website', 'journey', 'return', 'consentVersion']

function corrections(site: Site, view: SignUpView, problems: readonly FieldProblem[]): string {
  const { signUp, problems: sentences, frame } = site.texts.pages
  const errors = errorsByField(problems, sentences)
  return layout(site, {
    title: signUp.heading,
    failed: true,
    main: html`<div class="app-card app-prose">${errorSummary(frame.errorSummary, errors, unseen)}
<h1 class="govuk-heading-l">${signUp.heading}</h1>
${signUpForm(site, { journey: view.journey.id, values: view.values ?? {}, errors })}</div>`,
  })
}

function inNumbers({ texts }: Site, { together }: SignUpView): Html | false {
  if (!together) return false
  const words = togetherTextsFor(texts.language).invitation(
    together.people.toLocaleString(texts.language),
    together.sectors,
  )
  return html`<p class="govuk-body"><a class="govuk-link" href="/together">${words}</a></p>`
}

function modules({ texts }: Site, { title, modules, about }: SignUpView['journey']): Html {
  const { signUp } = texts.pages
  return html`<section aria-labelledby="journey">
<h2 class="govuk-heading-m" id="journey">${signUp.journeyHeading}</h2>
<p class="govuk-body app-quiet">${signUp.journeyLength(title, modules.length)}</p>
${about && html`<div class="app-module">${trusted(about)}</div>`}
<ol class="app-path__list">${modules.map(module => html`<li>${module}</li>`)}</ol>
</section>`
}

function others({ texts }: Site, { others = [], values, invitation }: SignUpView): Html | false {
  const { journeys } = joiningTextsFor(texts.language)
  const token = values?.['link']?.[0]
  const urlOf = (id: JourneyId) =>
    invitation ? `${invitationPath(invitation)}?journey=${id}` : journeyUrl(id, token)
  return (
    others.length > 0 &&
    html`<section aria-labelledby="others"><h2 class="govuk-heading-m" id="others">${journeys.others}</h2>
${journeyList(others, urlOf)}
${!invitation && html`<p class="govuk-body"><a class="govuk-link" href="${journeysUrl(token)}">${journeys.all}</a></p>`}</section>`
  )
}

function embed(site: Site, form: EmbedForm): Html {
  const { embed: texts } = site.texts.pages.signUp
  return html`<details class="govuk-details"><summary class="govuk-details__summary">
<span class="govuk-details__summary-text">${texts.summary}</span></summary>
<div class="govuk-details__text">${paragraphs(texts.paragraphs)}
<pre class="app-code" tabindex="0" role="region" aria-label="${texts.code}"><code>${embedForm(site, form)}</code></pre>
</div></details>`
}

/** The top of the first page. The drawing shows a week of shifts: day, night, and a path through both. */
export const hero = ({ title, lead, greeting }: { title: string; lead: string; greeting?: string }): Html =>
  html`<div class="app-hero"><div class="govuk-width-container app-hero__inner">
<div class="app-hero__words">${greeting && html`<p class="app-hero__lead app-hero__greeting"><strong>${greeting}</strong></p>`}<h1 class="app-hero__title">${title}</h1><p class="app-hero__lead">${lead}</p></div>
${drawing}
</div></div>`

const drawing = html`<svg class="app-hero__drawing" viewBox="0 0 320 200" aria-hidden="true" focusable="false">
<path d="M20 165a140 140 0 0 1 280 0" fill="none" stroke="#8fc1bd" stroke-width="3" stroke-dasharray="1 11" stroke-linecap="round"/>
<path d="M112 165a48 48 0 0 1 96 0z" fill="#f2a48f"/>
<path d="M0 165h320" stroke="#fbf8f3" stroke-width="3" stroke-linecap="round"/>
<g fill="#fbf8f3"><circle cx="20" cy="165" r="9"/><circle cx="47" cy="83" r="9"/><circle cx="117" cy="32" r="9"/></g>
<circle cx="203" cy="32" r="12" fill="#f2a48f"/>
<g fill="#0b4f55" stroke="#8fc1bd" stroke-width="3"><circle cx="273" cy="83" r="8"/><circle cx="300" cy="165" r="8"/></g>
<path d="M60 185h60M140 185h30M190 185h80" stroke="#8fc1bd" stroke-width="3" stroke-linecap="round"/>
</svg>`
