import type { FieldProblem } from '../contracts/form-problems.ts'
import type { Field } from '../texts/field.ts'
import { joiningTextsFor } from '../texts/joining-texts-for.ts'
import { type Html, html } from '../web/html.ts'
import { actionForm } from './components/action-form.ts'
import { errorSummary, errorsByField } from './components/error-summary.ts'
import { textInput } from './components/form-fields.ts'
import { notice } from './components/notice.ts'
import { paragraphs, section } from './components/section.ts'
import { byHand } from './find-me.ts'
import { layout } from './layout.ts'
import { messageLink, messagePage } from './messages.ts'
import { findMeUrl, type Site } from './site.ts'
import { thanksTexts } from './thanks.ts'

/** The path of the page after a form, and of its buttons. */
const here = '/sign-up/sent'

/**
 * The address of the page after a form.
 * @param id random; of the row that holds what was filled in.
 */
export const sentPageUrl = (id: string): string => `${here}?id=${id}`

/** What was filled in, as the next page shows it. It does not depend on whether the address is known. */
export interface SentView {
  id: string
  /** The request: to sign up, or for a private link. */
  wants: 'sign-up' | 'private-link'
  email: string
  isSlow: boolean
  /** How often the email was requested again. */
  again: number
  problems?: readonly FieldProblem[]
  /** A corrected address; kept if it is wrong. */
  typed?: string | undefined
}

function wordsFor(site: Site, { wants, isSlow }: SentView) {
  const { sent, thanks, findMe } = joiningTextsFor(site.texts.language)
  if (wants === 'sign-up')
    return {
      ...thanksTexts(site, isSlow),
      help: thanks.help,
      asked: sent.again.asked,
      field: sent.correct.field,
    }
  const { title, paragraphs: texts, slow, help, asked, hint } = findMe.sent
  const field = { ...sent.correct.field, hint }
  return { title, paragraphs: isSlow ? [...texts, slow] : texts, help, asked, field }
}

/** The page after a form with an address: shows the address, lets it be corrected, and requests the email again. */
export function sentPage(site: Site, view: SentView): string {
  const { problems: sentences, frame } = site.texts.pages
  const { sent } = joiningTextsFor(site.texts.language)
  const { title, paragraphs: texts, help, asked, field } = wordsFor(site, view)
  const errors = errorsByField(view.problems ?? [], sentences)
  return layout(site, {
    title,
    failed: view.problems !== undefined,
    main: html`${errorSummary(frame.errorSummary, errors)}
${view.again > 0 && notice({ label: frame.saved, ...asked, kind: 'success' })}
<div class="app-card app-card--message"><h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${sent.address} <strong>${view.email}</strong></p>
${paragraphs(texts)}</div>
<section class="app-card"><h2 class="govuk-heading-m">${sent.correct.heading}</h2>
${correction(site, view, field, errors['email'])}</section>
<section class="app-card">${section(help)}
${actionForm({
  to: here,
  hidden: { id: view.id, action: 'again', asked: String(view.again) },
  button: { text: sent.again.button, kind: 'secondary' },
})}</section>
${view.wants === 'private-link' && byHand(site)}`,
  })
}

function correction(
  { texts }: Site,
  { id, email, typed }: SentView,
  field: Field,
  error: string | undefined,
): Html {
  const { correct } = joiningTextsFor(texts.language).sent
  return actionForm({
    to: here,
    hidden: { id, action: 'correct' },
    button: { text: correct.button, kind: 'secondary' },
    content: textInput({
      name: 'email',
      field,
      value: typed ?? email,
      error,
      errorPrefix: texts.pages.frame.errorPrefix,
      type: 'email',
      autocomplete: 'email',
    }),
  })
}

/** After the page's hour. */
export const sentPageOver = (site: Site): string => {
  const { sent } = joiningTextsFor(site.texts.language)
  const { over } = sent
  return messagePage(
    site,
    over,
    html`${messageLink('/', over.signUp)}${messageLink(findMeUrl(), site.texts.pages.frame.findMe)}`,
  )
}
