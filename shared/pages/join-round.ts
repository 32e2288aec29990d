import type { Form } from '../contracts/form.ts'
import type { FieldProblem } from '../contracts/form-problems.ts'
import type { RoundNotice } from '../contracts/notice.ts'
import { kindsOfWork } from '../domain/circles/card.ts'
import type { JourneyId } from '../domain/ids.ts'
import { partsOfDay } from '../domain/preferences.ts'
import { type Sector, sectors } from '../domain/sectors.ts'
import { roundTextsFor } from '../texts/round-texts-for.ts'
import { type Html, html } from '../web/html.ts'
import { actionForm } from './components/action-form.ts'
import { type Errors, errorSummary, errorsByField } from './components/error-summary.ts'
import { checkbox, options, optionsOf, select, textInput } from './components/form-fields.ts'
import { notice } from './components/notice.ts'
import { paragraphs } from './components/section.ts'
import { layout } from './layout.ts'
import type { Site } from './site.ts'
import { toMyJourney } from './to-my-journey.ts'

/** A round, and the learner's part in it. */
export interface JoinRoundView {
  journey: JourneyId
  token: string
  /** The day on which the round closes, formatted. */
  sunday: string
  isJoined: boolean
  /** They joined, but their entry cannot be read, or their name is no longer shown. */
  amiss?: 'unread' | 'name'
  /** Their sector, if known. */
  sector?: Sector
  /** The values that were sent, if they had an error. */
  sent?: Form
  problems?: readonly FieldProblem[]
  notice?: RoundNotice
  /** Whether the learner has paused the journey or is on a break. */
  isResting: boolean
  /** Whether an email would reach them in time on one of their preferred days. */
  isReachedInTime: boolean
}

const pathOf = ({ journey }: JoinRoundView): string => `/rounds/${journey}`

/**
 * The page to join a round or withdraw. It never shows the chosen name, because it opens by a link in emails, which
 * get forwarded.
 */
export function joinRoundPage(site: Site, view: JoinRoundView): string {
  const { frame, problems: sentences } = site.texts.pages
  const rounds = roundTextsFor(site.texts.language)
  const errors = errorsByField(view.problems ?? [], sentences)
  const title = view.isJoined ? rounds.joined(view.sunday).title : rounds.title
  return layout(site, {
    title,
    failed: Object.keys(errors).length > 0,
    main: html`<div class="app-prose">${errorSummary(frame.errorSummary, errors)}
${view.notice && notice({ label: frame.saved, title: rounds.saved[view.notice], kind: 'success' })}
<h1 class="govuk-heading-l">${title}</h1>
${view.isJoined ? joined(site, view) : invitation(site, view, errors)}
${toMyJourney(site, view.token)}</div>`,
  })
}

/** Why they would be in no group, as far as it is known now. */
function inNone({ texts }: Site, { isResting, isReachedInTime }: JoinRoundView): Html | false {
  const { frame } = texts.pages
  const rounds = roundTextsFor(texts.language)
  if (!isResting && isReachedInTime) return false
  return notice({ label: frame.notice, title: isResting ? rounds.resting : rounds.tooLate, kind: 'answer' })
}

const takeBack = ({ texts }: Site, view: JoinRoundView): Html => {
  const button = { text: roundTextsFor(texts.language).leave, kind: 'secondary' as const }
  return actionForm({ to: pathOf(view), hidden: { t: view.token, action: 'leave' }, button })
}

function joined(site: Site, view: JoinRoundView): Html {
  const rounds = roundTextsFor(site.texts.language)
  return html`${inNone(site, view)}
${paragraphs([...rounds.joined(view.sunday).paragraphs, rounds.change])}
${takeBack(site, view)}`
}

function amiss(site: Site, view: JoinRoundView, why: 'unread' | 'name'): Html {
  const { frame } = site.texts.pages
  const rounds = roundTextsFor(site.texts.language)
  return html`${notice({ label: frame.notice, title: rounds.amiss[why], kind: 'answer' })}${takeBack(site, view)}`
}

function invitation(site: Site, view: JoinRoundView, errors: Errors): Html {
  const rounds = roundTextsFor(site.texts.language)
  return html`${view.amiss && amiss(site, view, view.amiss)}<p class="govuk-body-l">${rounds.lead}</p>
${inNone(site, view)}
<ol class="govuk-list govuk-list--number">${rounds.steps.map(step => html`<li>${step}</li>`)}</ol>
<section class="app-card">${form(site, view, errors)}</section>`
}

function form(site: Site, view: JoinRoundView, errors: Errors): Html {
  const { parts: partNames, frame } = site.texts.pages
  const rounds = roundTextsFor(site.texts.language)
  const { sent = {}, token, sunday } = view
  const control = (name: string) => ({ name, error: errors[name], errorPrefix: frame.errorPrefix })
  const [name, work] = [sent['name']?.[0], sent['work']?.[0]]
  const parts = { kind: 'checkboxes' as const, field: rounds.parts, chosen: sent['parts'] ?? [] }
  const content = html`<h2 class="govuk-heading-m">${rounds.first.heading}</h2>${paragraphs([rounds.first.text])}
${textInput({ ...control('name'), field: rounds.name, value: name, autocomplete: 'given-name' })}
${sectorIn(site, view, errors)}
${select({ ...control('work'), field: rounds.work, none: rounds.work.none, value: work, options: optionsOf(kindsOfWork, rounds.works) })}
${options({ ...control('parts'), ...parts, options: optionsOf(partsOfDay, partNames) })}
${checkbox({ ...control('adult'), field: rounds.adult, checked: sent['adult']?.[0] === 'yes' })}
<h2 class="govuk-heading-m">${rounds.later.heading}</h2>${paragraphs([rounds.later.text, rounds.closes(sunday)])}`
  return actionForm({
    to: pathOf(view),
    hidden: { t: token, action: 'join' },
    content,
    button: { text: rounds.button },
  })
}

/** Shows a known sector; asks for an unknown one. */
function sectorIn({ texts }: Site, { sector, sent = {} }: JoinRoundView, errors: Errors): Html {
  const { sectors: names, frame } = texts.pages
  const rounds = roundTextsFor(texts.language)
  if (sector) return html`<p class="govuk-body">${rounds.sectorKnown} <strong>${names[sector]}</strong></p>`
  return select({
    name: 'sector',
    field: rounds.sector,
    none: rounds.sector.none,
    value: sent['sector']?.[0],
    options: optionsOf(sectors, names),
    error: errors['sector'],
    errorPrefix: frame.errorPrefix,
  })
}
