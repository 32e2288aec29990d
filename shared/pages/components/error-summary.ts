import type { FieldProblem, FormProblem } from '../../contracts/form-problems.ts'
import { type Html, html } from '../../web/html.ts'

/** What is wrong, by field, as sentences. */
export type Errors = Readonly<Record<string, string | undefined>>

/** The sentence for each field that something is wrong with. */
export const errorsByField = (
  problems: readonly FieldProblem[],
  texts: Readonly<Record<FormProblem, string>>,
): Errors => Object.fromEntries(problems.map(({ field, problem }) => [field, texts[problem]]))

/**
 * What is wrong, focused at the top of the page, each linked to its field. Nothing when all is well.
 * @param unseen fields that are not on the page, so that no link can lead to them.
 */
export function errorSummary(title: string, errors: Errors, unseen: readonly string[] = ['']): Html | false {
  const entries = Object.entries(errors)
  return (
    entries.length > 0 &&
    html`<div class="govuk-error-summary" tabindex="-1" autofocus><div role="alert">
<h2 class="govuk-error-summary__title">${title}</h2>
<div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list">
${entries.map(([field, sentence]) =>
  unseen.includes(field) ? html`<li>${sentence}</li>` : html`<li><a href="#${field}">${sentence}</a></li>`,
)}
</ul></div></div></div>`
  )
}
