import type { Reply } from '../domain/mirror.ts'
import type { Question } from '../domain/question.ts'
import { type Sector, sectors } from '../domain/sectors.ts'
import { type Html, html } from '../web/html.ts'
import { actionForm } from './components/action-form.ts'
import { options, optionsOf, select } from './components/form-fields.ts'
import { type TenthsColumn, tenthsTable } from './components/tenths-table.ts'
import type { Site } from './site.ts'

/** A module's question, and what the reader and others answered. */
export interface MirrorView {
  question: Question
  /** The sector to guess about; absent if there is none, or if the guess is final. */
  about?: Sector
  asksSector: boolean
  said?: Pick<Reply, 'answer' | 'guess' | 'about'> & {
    /** They answered, but the answer is hidden. */
    isAnswerKept?: true
  }
  /** The answers of others in tenths by option, if they may be shown. */
  shown?: { own?: Shown; others?: Shown; all?: readonly number[] }
}

/** The answers of a sector. */
export interface Shown {
  sector: Sector
  tenths: readonly number[]
}

/** The form's address and token. */
export interface Posting {
  here: string
  token: string
}

const none = { errorPrefix: '' }
const guesses = Array.from({ length: 11 }, (_, count) => String(count))

function guessField({ texts }: Site, { question, about, said }: MirrorView): Html | false {
  if (!about) return false
  const { mirror } = texts.pages
  const label = mirror.guess(mirror.people[about], question.options[question.guess] ?? '')
  const options = guesses.map(value => ({ value, label: value }))
  return html`<input type="hidden" name="about" value="${about}">
${select({ ...none, name: 'guess', field: label, none: mirror.noGuess, options, value: said?.guess?.toString() })}`
}

/** The form's controls: the question, the guess, and the sector if unknown. */
export function mirrorFields(site: Site, view: MirrorView): Html {
  const { mirror, sectors: names } = site.texts.pages
  const { question, said, asksSector } = view
  const answers = question.options.map((label, index) => ({ value: String(index), label }))
  const sector = { ...none, name: 'sector', field: mirror.sector, none: site.texts.pages.signUp.sector.none }
  return html`<h2 class="govuk-heading-m">${mirror.heading}</h2>
<input type="hidden" name="question" value="${question.version}">
${options({
  ...none,
  kind: 'radios',
  name: 'answer',
  field: { label: question.text, hint: mirror.hint },
  options: answers,
  chosen: said?.answer === undefined ? [] : [String(said.answer)],
})}
${guessField(site, view)}
${asksSector && select({ ...sector, options: optionsOf(sectors, names) })}`
}

function guessedInWords({ texts }: Site, { question, said, shown }: MirrorView): Html | false {
  if (said?.guess === undefined || !said.about) return false
  const { tenths, people, answers } = texts.pages.mirror
  const [who, option] = [people[said.about], question.options[question.guess] ?? '']
  const truth = shown?.others?.sector === said.about ? shown.others.tenths[question.guess] : undefined
  const words =
    truth === undefined
      ? answers.guessWaits(who, option, tenths(said.guess))
      : answers.guessed(who, option, tenths(said.guess), tenths(truth), Math.abs(said.guess - truth))
  return html`<p class="govuk-body-l">${words}</p>`
}

function columnsOf({ texts }: Site, { shown = {} }: MirrorView): TenthsColumn[] {
  const { answers, people } = texts.pages.mirror
  const { own, others, all } = shown
  return [
    ...(own ? [{ name: answers.own(people[own.sector]), tenths: own.tenths }] : []),
    ...(others ? [{ name: answers.others(people[others.sector]), tenths: others.tenths }] : []),
    ...(all && !own && !others ? [{ name: answers.all, tenths: all }] : []),
  ]
}

/** The reader's answer beside those of others, as far as they may be shown. */
export function mirrorAnswers(site: Site, view: MirrorView, posting: Posting): Html {
  const { mirror } = site.texts.pages
  const { question, said } = view
  const columns = columnsOf(site, view)
  const answer = said?.answer === undefined ? undefined : question.options[said.answer]
  return html`<section class="app-prose" aria-labelledby="mirror">
<h2 class="govuk-heading-m" id="mirror">${mirror.answers.heading}</h2>
${guessedInWords(site, view)}
<p class="govuk-body">${question.text}${answer !== undefined && html`<br>${mirror.answers.you(answer)}`}${said?.isAnswerKept && html`<br>${mirror.answers.kept}`}</p>
${
  columns.length > 0
    ? html`${tenthsTable(mirror, question.options, columns)}<p class="govuk-body-s app-quiet">${mirror.answers.how}</p>`
    : html`<p class="govuk-body">${mirror.answers.notEnough}</p>`
}
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${mirror.change}</span></summary>
<div class="app-fold">${mirrorForm(site, view, posting)}</div></details></section>`
}

/** The form of the question by itself, once the module is done. */
export function mirrorForm(site: Site, view: MirrorView, { here, token }: Posting): Html {
  const { mirror } = site.texts.pages
  const isFinal = view.said?.guess !== undefined && !view.about
  return actionForm({
    id: 'change-answer',
    to: here,
    hidden: { t: token, action: 'done' },
    content: html`${mirrorFields(site, view)}${isFinal && html`<p class="govuk-body">${mirror.guessStays}</p>`}`,
    button: { text: mirror.button },
  })
}
