import type { ModuleNotice } from '../contracts/notice.ts'
import type { ModulePage } from '../contracts/published-journey.ts'
import { type TryAnswer, tryAnswers } from '../domain/try-answers.ts'
import type { Texts } from '../texts/texts.ts'
import { type Html, html, trusted } from '../web/html.ts'
import { type CircleOffer, circlesOffer } from './circles-offer.ts'
import { actionForm } from './components/action-form.ts'
import { arc, type Place } from './components/arc.ts'
import { type Notice, notice } from './components/notice.ts'
import { dayInWords, type NextEmail } from './day.ts'
import { layout } from './layout.ts'
import { messagePage } from './messages.ts'
import { type MirrorView, mirrorAnswers, mirrorFields, mirrorForm } from './mirror.ts'
import { foldedFields, help, keptInWords, type ReflectionView, reflectionSection } from './reflection-form.ts'
import type { Site } from './site.ts'
import { type VoiceView, voicesSection } from './voices.ts'

/** The state of a module for its reader. */
export type ModuleStatus =
  | { is: 'open' }
  /** Done, now or earlier. `soon`: the day of the next email is unknown; `here`: they have another module to do. */
  | { is: 'done'; next: NextEmail | 'soon' | 'here' }
  | { is: 'paused'; done: boolean }
  /** The journey is no longer published. */
  | { is: 'closed' }
  /** The module is no longer in the journey. */
  | { is: 'retired' }
  /** Every module is done. */
  | { is: 'finished'; lastEmail: 'comes' | 'none' }
  | { is: 'left' }

/** A module as the page shows it to its reader. */
export interface ModuleView {
  journey: string
  /** Absent if the text of a retired module is gone. */
  page?: ModulePage
  /** Its position in the journey; absent for a retired module. */
  position?: { number: number; of: number }
  status: ModuleStatus
  /** The places of their modules, for the drawing of the journey. */
  places?: readonly Place[]
  /** Whether they tried what the module asks, once it is done; `undefined` if they have not said. */
  tried?: { answer: TryAnswer | undefined }
  /** The module's question, if it has one. */
  mirror?: MirrorView
  /** The text under its open question; absent if they cannot write one. */
  reflection?: ReflectionView
  /** Voices of others, once the module is done. */
  voices?: readonly VoiceView[]
  /** The offer of circles, if any. */
  circles?: CircleOffer
  /** The result of the press that led here. */
  notice?: ModuleNotice
  /** No email can reach them. */
  isUnreachable?: boolean
  /** The address of this page, which its buttons post to. */
  here: string
  token: string
  /** The address of the preferences, with its token. */
  preferencesUrl?: string
  /** The page to get an invitation link. */
  bringUrl?: string
}

/** A module's page, with its button and what comes next. */
export function modulePage(site: Site, view: ModuleView): string {
  if (!view.page) return withoutWords(site, view)
  return layout(site, {
    title: view.page.title,
    failed: view.tried !== undefined && view.reflection?.sent !== undefined,
    main: html`${status(site, view)}
${view.reflection && !view.reflection.sent && help(site, view.reflection)}
${view.tried && view.mirror && mirror(site, view, view.mirror)}
${view.tried && moment(site, view, view.tried)}
${view.tried && view.circles && circlesOffer(site, view.circles)}
${view.tried && voicesSection(site, view.voices ?? [], view)}
${view.tried && view.reflection && view.notice !== 'text-kept' && reflectionSection(site, view.reflection, { ...view, question: view.page.reflection })}
${article(site, view, view.page)}
${doneButton(site, view)}
${preferences(site, view)}`,
  })
}

/** The module's text is gone, or its whole journey. */
function withoutWords(site: Site, view: ModuleView): string {
  const { closed, retired, left } = site.texts.pages.module
  const { is } = view.status
  if (is === 'left') return messagePage(site, { title: left.title, paragraphs: [left.gone] })
  const { title, text } = is === 'closed' ? closed : retired
  return messagePage(site, { title, paragraphs: [text] }, preferences(site, view))
}

function article({ texts }: Site, { journey, position, tried }: ModuleView, page: ModulePage): Html {
  const { module } = texts.pages
  const caption = position ? module.position(journey, position.number, position.of) : journey
  return html`<article class="app-prose">
<span class="govuk-caption-m">${caption}</span>
<h1 class="govuk-heading-xl">${page.title}</h1>
<p class="govuk-body-s app-quiet">${module.minutes(page.minutes)}</p>
${page.inShort && inShort(module.inShort, page.inShort)}
${tried ? folded(module.again, words(texts, page)) : words(texts, page)}
</article>`
}

const words = ({ pages: { module } }: Texts, page: ModulePage): Html =>
  html`<div class="app-module">${trusted(page.html)}</div>
<aside class="app-reflection" aria-labelledby="open-question"><h2 class="govuk-heading-s" id="open-question">${module.reflection}</h2>
<p class="govuk-body-l">${page.reflection}</p></aside>`

const folded = (summary: string, content: Html): Html =>
  html`<details class="govuk-details"><summary class="govuk-details__summary">
<span class="govuk-details__summary-text">${summary}</span></summary>
<div class="app-fold">${content}</div></details>`

/** The progress in the journey, and whether they tried what the module asks. */
function moment({ texts }: Site, view: ModuleView, tried: NonNullable<ModuleView['tried']>): Html {
  const { module } = texts.pages
  const { places = [] } = view
  const doneOf = module.doneOf(places.filter(place => place === 'done').length, places.length)
  return html`<div class="app-prose">${places.length > 0 && html`${arc(places)}<p class="govuk-body app-quiet">${doneOf}</p>`}
${didYouTry(texts, view, tried)}</div>`
}

function didYouTry(
  { pages: { module } }: Texts,
  { here, token, notice: done }: ModuleView,
  { answer }: NonNullable<ModuleView['tried']>,
): Html {
  const { question, answers, said } = module.tried
  return html`<form id="tried" action="${here}" method="post" novalidate>
<input type="hidden" name="t" value="${token}"><input type="hidden" name="action" value="tried">
<fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m">${question}</legend>
<div class="govuk-button-group">${tryAnswers.map(
    one => html`<button type="submit" name="answer" value="${one}" aria-pressed="${one === answer ? 'true' : 'false'}" class="govuk-button${one !== answer && ' govuk-button--secondary'}">${answers[one]}</button>
`,
  )}</div>
${answer && done !== 'tried-told' && html`<p class="govuk-body">${said[answer]}</p>`}</fieldset>
</form>`
}

/** The short version, for a reader with one minute. */
const inShort = (heading: string, text: string): Html =>
  html`<aside class="app-short" aria-labelledby="in-short"><h2 class="govuk-heading-s" id="in-short">${heading}</h2>
<p class="govuk-body">${text}</p></aside>`

/** What has just happened, or what to know first; false while the module waits to be read. */
function status(site: Site, view: ModuleView): Html | false {
  const { status } = view
  const { module, frame, unreachable } = site.texts.pages
  const said = view.notice && resultOf(site, view, view.notice)
  const pressed = said && notice({ label: frame.saved, ...said, kind: 'success' })
  switch (status.is) {
    case 'open':
      return pressed ?? false
    case 'done':
      return notice({
        label: frame.saved,
        title: module.done,
        text: view.isUnreachable ? unreachable.text : next(site, status.next),
        ...said,
        kind: 'success',
      })
    case 'finished':
      return pressed ?? notice({ label: frame.saved, ...endMessage(module.finished, view), kind: 'success' })
    case 'closed':
    case 'retired':
      return html`${pressed}${notice({ label: frame.notice, ...module[status.is] })}`
    case 'paused':
      return html`${pressed}${notice({
        label: frame.notice,
        title: module.paused.title,
        ...(view.isUnreachable
          ? { text: unreachable.text }
          : { text: module.paused.text, action: press(view, 'resume', module.paused.button) }),
      })}`
    case 'left':
      return notice({ label: frame.notice, title: module.left.title, text: module.left.text })
  }
}

/** Says that a last email comes only if it does. */
function endMessage(
  { title, text, lastEmail }: Texts['pages']['module']['finished'],
  { status, isUnreachable }: ModuleView,
): { title: string; text: string } {
  const comes = status.is === 'finished' && status.lastEmail === 'comes' && !isUnreachable
  return { title, text: comes ? `${text} ${lastEmail}` : text }
}

/** The result of a press. For a stored text, also where it can be seen. */
function resultOf(
  { texts: { pages } }: Site,
  { tried, reflection }: ModuleView,
  done: ModuleNotice,
): Pick<Notice, 'title' | 'text'> {
  const { module, reflections } = pages
  if (done === 'resumed') return { title: module.resumed }
  if (done === 'tried-told') return { title: tried?.answer ? module.tried.said[tried.answer] : module.done }
  if (done === 'text-kept') return keptInWords(reflections.form, reflection?.kept)
  return { title: reflections.voices.said[done] }
}

function next({ texts }: Site, email: NextEmail | 'soon' | 'here'): string {
  const { module } = texts.pages
  if (email === 'here') return module.nextIsHere
  return email === 'soon' ? module.nextSoon : module.next(dayInWords(texts.language, email), email.part)
}

/** The button is shown until the module is done, even during a pause. */
function doneButton(site: Site, view: ModuleView): Html | false {
  const { status } = view
  const undone = status.is === 'open' || (status.is === 'paused' && !status.done)
  if (!undone) return false
  const { here, token, mirror, reflection, page } = view
  const content = html`${mirror && mirrorFields(site, mirror)}${reflection && page && foldedFields(site, reflection, page.reflection)}`
  return actionForm({
    id: 'done',
    to: here,
    hidden: { t: token, action: 'done' },
    content,
    button: { text: site.texts.pages.module.button },
  })
}

/** The answers to the question, or the question if it is unanswered. */
const mirror = (site: Site, view: ModuleView, asked: MirrorView): Html =>
  asked.said ? mirrorAnswers(site, asked, view) : mirrorForm(site, asked, view)

const press = ({ here, token }: ModuleView, action: 'resume', text: string): Html =>
  actionForm({ id: action, to: here, hidden: { t: token, action }, button: { text } })

function preferences({ texts }: Site, { preferencesUrl, bringUrl, status, tried }: ModuleView): Html | false {
  const { module } = texts.pages
  if (status.is === 'left')
    return html`<p class="govuk-body"><a class="govuk-link" href="/">${module.left.link}</a></p>`
  return (
    !!preferencesUrl &&
    html`<p class="govuk-body"><a class="govuk-link" href="${preferencesUrl}">${module.preferences}</a></p>
${tried && bringUrl && html`<p class="govuk-body"><a class="govuk-link" href="${bringUrl}">${module.bring}</a></p>`}`
  )
}
