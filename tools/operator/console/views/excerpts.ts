import type { ToRead } from '../../../../shared/application/reflections/to-read.ts'
import type { JourneyId } from '../../../../shared/domain/ids.ts'
import { declineReasons, type Verdict } from '../../../../shared/domain/reflections/reflection.ts'
import { actionForm } from '../../../../shared/pages/components/action-form.ts'
import type { Errors } from '../../../../shared/pages/components/error-summary.ts'
import { type Option, options, textArea, textInput } from '../../../../shared/pages/components/form-fields.ts'
import { type Html, html, type Insert } from '../../../../shared/web/html.ts'
import { printable } from '../../../terminal/printable.ts'
import type { Decided } from '../../moderation/decide.ts'
import { declinedInWords } from '../../moderation/look.ts'
import type { ConsoleContext } from '../console-context.ts'
import { type Chosen, declining, fieldsOf, leftAlone } from '../posted-decisions.ts'
import { table } from './table.ts'

/** The path of a journey's excerpts. */
export const pathOf = (journey: JourneyId): string => `/reflections/${encodeURIComponent(journey)}`

const reasonsInWords: Readonly<Record<(typeof declineReasons)[number], string>> = {
  'identifies-somebody': 'it could tell who somebody is',
  'blames-a-group': 'it blames a whole group of people',
  'case-detail': 'it holds details of somebody’s care',
  advertising: 'it recommends a product or a service',
  'off-the-question': 'it does not answer the question',
}

const choices: readonly Option[] = [
  { value: leftAlone, label: 'Leave it for now' },
  { value: 'approve', label: 'Approve' },
  ...declineReasons.map(reason => ({
    value: `${declining}${reason}`,
    label: `Decline: ${reasonsInWords[reason]}`,
  })),
  { value: 'redact', label: 'Propose other words' },
  { value: 'escalate', label: 'Escalate: it worries me' },
]

/** A posted form, with its problems. */
interface Sent {
  form: URLSearchParams
  errors: Errors
}
const nothing: Sent = { form: new URLSearchParams(), errors: {} }

const errorPrefix = 'Error:'

/** A form of excerpts with the possible decisions on each, and one button for all. */
export const decisionForm = (
  { at, time }: Pick<ConsoleContext, 'at' | 'time'>,
  { journey, atRisk }: { journey: JourneyId; atRisk: boolean },
  toRead: readonly ToRead[],
  sent = nothing,
): Html =>
  actionForm({
    to: at(`${pathOf(journey)}/decisions`),
    hidden: { lane: atRisk ? 'risk' : 'sample' },
    content: html`${toRead.map((one, n) => excerptFields(one, `${n + 1} of ${toRead.length}`, time(one.since), sent))}
${textInput({
  name: 'why',
  field: {
    label: 'Why',
    hint: 'For all of them but those that you escalate. The audit trail keeps it. No names or addresses in it.',
  },
  value: sent.form.get('why') ?? '',
  error: sent.errors['why'],
  errorPrefix,
  autocomplete: 'off',
})}`,
    button: { text: 'Do what is chosen' },
  })

/** The excerpt describes its choices, so that screen readers read it with them. */
function excerptFields(
  { id, module, sector, text, declinedBefore }: ToRead,
  place: string,
  since: string,
  { form, errors }: Sent,
): Html {
  const { verdict, words, why } = fieldsOf(id)
  const isOpen = errors[words] !== undefined || errors[why] !== undefined
  return html`<div class="app-card app-excerpt">
${options({
  kind: 'radios',
  name: verdict,
  field: { label: `Excerpt ${place}: ${module}, ${sector ?? 'sector not said'}`, hint: printable(text) },
  options: choices,
  chosen: [form.get(verdict) ?? leftAlone],
  error: errors[verdict],
  errorPrefix,
})}
<p class="govuk-body">Waits since ${since}.${declinedBefore > 0 && ` Its writer: ${declinedInWords(declinedBefore)}.`}</p>
<details class="govuk-details"${isOpen && html` open`}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Other words, or why it worries you<span class="govuk-visually-hidden">, excerpt ${place}</span></span></summary>
<div class="govuk-details__text">
${textArea({
  name: words,
  field: {
    label: 'The words that would be shown',
    hint: 'If you propose other words. Its writer agrees first.',
  },
  value: form.get(words) ?? text,
  rows: 4,
  error: errors[words],
  errorPrefix,
})}
${textInput({
  name: why,
  field: {
    label: 'Why it worries you',
    hint: 'If you escalate it. The audit trail keeps it. No names or addresses in it.',
  },
  value: form.get(why) ?? '',
  error: errors[why],
  errorPrefix,
  autocomplete: 'off',
})}</div></details></div>\n`
}

/** The decisions and their outcomes. */
export const decisionsTable = (
  context: Pick<ConsoleContext, 'at'>,
  decided: readonly (Chosen & Decided)[],
): Html =>
  table({
    caption: 'What was decided',
    columns: ['excerpt', 'decision', 'what came of it'],
    rows: decided.map(one => [
      printable(one.excerpt?.text ?? one.voice),
      verdictInWords(one.verdict),
      outcome(context, one),
    ]),
  })

const outcome = ({ at }: Pick<ConsoleContext, 'at'>, { words, writer }: Decided): Insert =>
  writer === undefined
    ? words
    : html`${words} <a class="govuk-link" href="${at(`/learner/${writer}`)}">See who wrote it</a>, and tell who is responsible.`

function verdictInWords(verdict: Verdict): string {
  const value = verdict.is === 'decline' ? `${declining}${verdict.reason}` : verdict.is
  return choices.find(choice => choice.value === value)?.label ?? value
}
