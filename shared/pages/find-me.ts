import type { FieldProblem } from '../contracts/form-problems.ts'
import { joiningTextsFor } from '../texts/joining-texts-for.ts'
import { type Html, html } from '../web/html.ts'
import { actionForm } from './components/action-form.ts'
import { errorSummary, errorsByField } from './components/error-summary.ts'
import { textInput } from './components/form-fields.ts'
import { paragraphs } from './components/section.ts'
import { layout } from './layout.ts'
import { messagePage } from './messages.ts'
import type { Site } from './site.ts'

/** Where the form posts to. */
export const findMePath = '/find-me'

/** The form by which anybody asks for a private link. */
export interface FindMeView {
  /** Of a link that somebody came by, perhaps one of ours. */
  token?: string | undefined
  /** What was typed, kept when it is wrong. */
  typed?: string | undefined
  problems?: readonly FieldProblem[] | undefined
}

/** The page on which somebody types their address, to get at what is held about them. */
export function findMePage(site: Site, view: FindMeView): string {
  const { problems: sentences, frame } = site.texts.pages
  const { findMe } = joiningTextsFor(site.texts.language)
  const errors = errorsByField(view.problems ?? [], sentences)
  return layout(site, {
    title: findMe.title,
    description: findMe.paragraphs[0] ?? '',
    failed: view.problems !== undefined,
    main: html`${errorSummary(frame.errorSummary, errors)}
<div class="app-card app-card--message"><h1 class="govuk-heading-l">${findMe.title}</h1>
${paragraphs(findMe.paragraphs)}${form(site, view, errors['email'])}</div>
${byHand(site)}`,
  })
}

/** In place of a dead end, for who wanted to stop all emails by a link that is broken. */
export const brokenUnsubscribePage = (site: Site): string =>
  messagePage(site, site.texts.pages.unsubscribe.broken, html`${form(site, {})}`)

function form({ texts }: Site, { token, typed }: FindMeView, error?: string): Html {
  const { frame } = texts.pages
  const { findMe } = joiningTextsFor(texts.language)
  return actionForm({
    to: findMePath,
    hidden: token ? { link: token } : {},
    button: { text: findMe.button },
    content: textInput({
      name: 'email',
      field: findMe.field,
      value: typed,
      error,
      errorPrefix: frame.errorPrefix,
      type: 'email',
      autocomplete: 'email',
    }),
  })
}

/** Who erases by hand, named to everybody: no page can tell whom an email reaches. */
export function byHand({ texts, operator }: Site): Html {
  const { heading, text } = joiningTextsFor(texts.language).findMe.byHand
  return html`<section class="app-card"><h2 class="govuk-heading-m">${heading}</h2>
<p class="govuk-body">${text} <a class="govuk-link" href="mailto:${operator.contact}">${operator.contact}</a></p></section>`
}
