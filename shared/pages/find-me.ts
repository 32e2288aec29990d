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

/** The path that the form posts to. */
export const findMePath = '/find-me'

/** The page to ask for a private link. */
export interface FindMeView {
  /** The link token with which the person came, possibly not one of ours. */
  token?: string | undefined
  /** What was typed; kept if it is wrong. */
  typed?: string | undefined
  problems?: readonly FieldProblem[] | undefined
}

/** The page to type an address in order to reach the data held about its owner. */
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

/** For people who wanted to unsubscribe by a broken link. */
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

/** The contact for erasure by hand, shown to everybody, because no page may reveal who gets an email. */
export function byHand({ texts, operator }: Site): Html {
  const { heading, text } = joiningTextsFor(texts.language).findMe.byHand
  return html`<section class="app-card"><h2 class="govuk-heading-m">${heading}</h2>
<p class="govuk-body">${text} <a class="govuk-link" href="mailto:${operator.contact}">${operator.contact}</a></p></section>`
}
