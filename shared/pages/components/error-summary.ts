import type { FieldProblem, FormProblem } from '../../contracts/form-problems.ts'
import { type Html, html } from '../../web/html.ts'

/** Error messages by field. */
export type Errors = Readonly<Record<string, string | undefined>>

/** The message of each field with a problem. */
export const errorsByField = (
  problems: readonly FieldProblem[],
  texts: Readonly<Record<FormProblem, string>>,
): Errors => Object.fromEntries(problems.map(({ field, problem }) => [field, texts[problem]]))

/**
 * The errors at the top of the page, focused, each linked to its field. False if there are none.
 * @param unseen fields that are not on the page, so they get no link.
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
