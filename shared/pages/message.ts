import type { Message, Question } from '../texts/page-texts.ts'
import { type Html, html } from '../web/html.ts'
import { type ActionForm, actionForm } from './components/action-form.ts'
import { paragraphs } from './components/section.ts'
import { layout } from './layout.ts'
import type { Site } from './site.ts'

/** A page that says something, and perhaps shows something after it. */
export const messagePage = (
  site: Site,
  { title, paragraphs: texts }: Message,
  after: Html | false = false,
): string =>
  layout(site, {
    title,
    main: html`<div class="app-card app-card--message"><h1 class="govuk-heading-l">${title}</h1>
${paragraphs(texts)}${after}</div>`,
  })

/** A page with one button and nothing else to do, perhaps with something to look at before. */
export const questionPage = (
  site: Site,
  question: Question,
  form: Pick<ActionForm, 'to' | 'hidden'>,
  before: Html | false = false,
): string =>
  messagePage(
    site,
    question,
    html`${before}${actionForm({ ...form, button: { text: question.button } })}
${question.after && html`<p class="govuk-body-s app-quiet">${question.after}</p>`}`,
  )

/** A link that stands alone, at the end of a message. */
export const wayOn = (href: string, text: string): Html =>
  html`<p class="govuk-body"><a class="govuk-link" href="${href}">${text}</a></p>`
