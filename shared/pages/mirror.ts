import type { Reply } from '../domain/mirror.ts'
import type { Question } from '../domain/question.ts'
import { type Sector, sectors } from '../domain/sectors.ts'
import { type Html, html } from '../web/html.ts'
import { actionForm } from './components/action-form.ts'
import { options, optionsOf, select } from './components/form-fields.ts'
import { type TenthsColumn, tenthsTable } from './components/tenths-table.ts'
import type { Site } from './site.ts'

/** The question of a module, and what its reader and others said to it. */
export interface MirrorView {
  question: Question
  /** Whom they are asked to guess about; absent where there is nobody, or the guess is final. */
  about?: Sector
  asksSector: boolean
  said?: Pick<Reply, 'answer' | 'guess' | 'about'> & {
    /** They answered, and it is not shown. */
    isAnswerKept?: true
  }
  /** What others said, in tenths by option, where that can be shown. */
  shown?: { own?: Shown; others?: Shown; all?: readonly number[] }
}

/** What people of a sector said. */
export interface Shown {
  sector: Sector
  tenths: readonly number[]
}

/** Where the form posts to, with what token. */
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

/** The controls in the form: the question, the guess, and where they work, where they have not said. */
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

/** What they said, and what others did, as far as it can be shown. */
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

/** The question by itself, once the module is done. */
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
