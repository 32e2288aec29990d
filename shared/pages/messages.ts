import type { OutcomeOf } from '../domain/decide.ts'
import type { Message, Question } from '../texts/messages.ts'
import type { ErasePress, LinkTrouble, Trouble } from '../texts/page-texts.ts'
import { type Html, html } from '../web/html.ts'
import { type ActionForm, actionForm } from './components/action-form.ts'
import { paragraphs, section } from './components/section.ts'
import { layout } from './layout.ts'
import { findMeUrl, type Site, signUpUrl } from './site.ts'

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

/** For whoever confirms a new address that leads to another person already. */
export const addressTakenPage = (site: Site): string => messagePage(site, site.texts.pages.addressTaken)

/** What was confirmed, and by whom. */
export type ConfirmedView =
  | {
      what: 'sign-up'
      outcome: 'done-before' | 'in-already'
      /** Nothing can be emailed to them. */
      isUnreachable?: boolean
    }
  | {
      what: 'sign-up'
      outcome: 'joined' | 'completed-before'
      /** The title of the journey that the sign-up asked for. */
      journey: string
      /** Nothing can be emailed to them. */
      isUnreachable?: boolean
    }
  | { what: 'address' | 'undo-address' }

/** After the button on the confirmation page. */
export function confirmedPage(site: Site, view: ConfirmedView): string {
  const { confirmed, addressConfirmed, addressUndone, unreachable } = site.texts.pages
  if (view.what !== 'sign-up')
    return messagePage(site, view.what === 'address' ? addressConfirmed : addressUndone)
  if (view.isUnreachable)
    return messagePage(site, { title: unreachable.title, paragraphs: [unreachable.text] })
  return messagePage(
    site,
    'journey' in view ? confirmed[view.outcome](view.journey) : confirmed[view.outcome],
  )
}

/** After a press on "erase": what became of it. */
export const erasedPage = (site: Site, pressed: ErasePress): string =>
  messagePage(site, site.texts.pages.erased[pressed])

/** After leaving, by the unsubscribe button or from “my journey”, with the ways on. @param token of the link. */
export const leftPage = (site: Site, outcome: OutcomeOf<'Leave'>, token?: string): string => {
  const { left, link } = site.texts.pages
  return messagePage(
    site,
    left[outcome],
    html`${wayOn(findMeUrl(token), link.findMe)}${wayOn(signUpUrl(token), left.back)}`,
  )
}

/**
 * For a link that does nothing: what that means, and what to do next.
 * @param token of the link, where it is ours.
 */
export const linkTroublePage = (site: Site, trouble: LinkTrouble, token?: string): string => {
  const { link } = site.texts.pages
  return messagePage(
    site,
    link[trouble],
    html`${wayOn(findMeUrl(token), link.findMe)}${wayOn(signUpUrl(token), link.signUp)}`,
  )
}

/**
 * What is said after the sign-up form: the same whether we know the address or not.
 * @param isSlow whether emails like the one that is awaited are slowed down, whoever it is for.
 */
export function thanksTexts({ texts }: Site, isSlow: boolean): Message {
  const { title, paragraphs, slow } = texts.pages.thanks
  return { title, paragraphs: isSlow ? [...paragraphs, slow] : paragraphs }
}

/** The page after the sign-up form. */
export const thanksPage = (site: Site, isSlow: boolean): string =>
  messagePage(site, thanksTexts(site, isSlow), section(site.texts.pages.thanks.help))

/** A refusal or a fault, told gently, with what to do. */
export const troublePage = (site: Site, trouble: Trouble): string =>
  messagePage(site, site.texts.pages.troubles[trouble], wayOn('/', site.texts.pages.home))

/** What the unsubscribe link of an email opens in a browser: one button, no questions. */
export const unsubscribePage = (site: Site, { token }: { token: string }): string =>
  questionPage(site, site.texts.pages.unsubscribe, { to: '/unsubscribe', hidden: { t: token } })
