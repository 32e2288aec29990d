import type { OutcomeOf } from '../domain/decide.ts'
import type { Message, Question } from '../texts/messages.ts'
import type { LinkTrouble, Trouble } from '../texts/page-texts.ts'
import { type Html, html } from '../web/html.ts'
import { type ActionForm, actionForm } from './components/action-form.ts'
import { paragraphs } from './components/section.ts'
import { layout } from './layout.ts'
import { findMeUrl, type Site, signUpUrl } from './site.ts'

/** A page with a message, and optional content after it. */
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

/** A page with one button, and optional content before it. */
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

/** A single link at the end of a message. */
export const messageLink = (href: string, text: string): Html =>
  html`<p class="govuk-body"><a class="govuk-link" href="${href}">${text}</a></p>`

/**
 * After leaving, with what to do next.
 * @param token of the link.
 */
export const leftPage = (site: Site, outcome: OutcomeOf<'Leave'>, token?: string): string => {
  const { left, link } = site.texts.pages
  return messagePage(
    site,
    left[outcome],
    html`${messageLink(findMeUrl(token), link.findMe)}${messageLink(signUpUrl(token), left.back)}`,
  )
}

/**
 * For a link that does nothing: what that means, and what to do.
 * @param token of the link, if it is ours.
 */
export const linkTroublePage = (site: Site, trouble: LinkTrouble, token?: string): string => {
  const { link } = site.texts.pages
  return messagePage(
    site,
    link[trouble],
    html`${messageLink(findMeUrl(token), link.findMe)}${messageLink(signUpUrl(token), link.signUp)}`,
  )
}

/** An error page that says what to do. */
export const troublePage = (site: Site, trouble: Trouble): string =>
  messagePage(site, site.texts.pages.troubles[trouble], messageLink('/', site.texts.pages.home))

/** The page behind an email's unsubscribe link: one button, no questions. */
export const unsubscribePage = (site: Site, { token }: { token: string }): string =>
  questionPage(site, site.texts.pages.unsubscribe, { to: '/unsubscribe', hidden: { t: token } })
