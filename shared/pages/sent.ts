import type { FieldProblem } from '../contracts/form-problems.ts'
import { type Html, html } from '../web/html.ts'
import { actionForm } from './components/action-form.ts'
import { errorSummary, errorsByField } from './components/error-summary.ts'
import { textInput } from './components/form-fields.ts'
import { notice } from './components/notice.ts'
import { paragraphs, section } from './components/section.ts'
import { layout } from './layout.ts'
import { messagePage, thanksTexts, wayOn } from './messages.ts'
import type { Site } from './site.ts'

/** The path of the page after a sign-up, and of the buttons on it. */
const here = '/sign-up/sent'

/** Where the page after a sign-up is. @param id random, of the row that holds what was filled in. */
export const sentPageUrl = (id: string): string => `${here}?id=${id}`

/** What somebody filled in, as the page after it shows it: the same whether we know the address or not. */
export interface SentView {
  id: string
  email: string
  isSlow: boolean
  /** How often the email was asked for again. */
  again: number
  problems?: readonly FieldProblem[]
  /** What was typed in place of the address, kept when it is wrong. */
  typed?: string | undefined
}

/** After the sign-up form: which address it was, a way to correct it, and a second try. */
export function sentPage(site: Site, view: SentView): string {
  const { sent, thanks, problems: sentences, frame } = site.texts.pages
  const { title, paragraphs: texts } = thanksTexts(site, view.isSlow)
  const errors = errorsByField(view.problems ?? [], sentences)
  return layout(site, {
    title,
    failed: view.problems !== undefined,
    main: html`${errorSummary(frame.errorSummary, errors)}
${view.again > 0 && notice({ label: frame.saved, ...sent.again.asked, kind: 'success' })}
<div class="app-card app-card--message"><h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${sent.address} <strong>${view.email}</strong></p>
${paragraphs(texts)}</div>
<section class="app-card"><h2 class="govuk-heading-m">${sent.correct.heading}</h2>
${correction(site, view, errors['email'])}</section>
<section class="app-card">${section(thanks.help)}
${actionForm({
  to: here,
  hidden: { id: view.id, action: 'again', asked: String(view.again) },
  button: { text: sent.again.button, kind: 'secondary' },
})}</section>`,
  })
}

function correction({ texts }: Site, { id, email, typed }: SentView, error: string | undefined): Html {
  const { correct } = texts.pages.sent
  return actionForm({
    to: here,
    hidden: { id, action: 'correct' },
    button: { text: correct.button, kind: 'secondary' },
    content: textInput({
      name: 'email',
      field: correct.field,
      value: typed ?? email,
      error,
      errorPrefix: texts.pages.frame.errorPrefix,
      type: 'email',
      autocomplete: 'email',
    }),
  })
}

/** Once the hour of the page is over. */
export const sentPageOver = (site: Site): string => {
  const { over } = site.texts.pages.sent
  return messagePage(site, over, wayOn('/', over.signUp))
}
