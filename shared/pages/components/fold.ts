import { type Html, html } from '../../web/html.ts'

/** What is rarely needed: a line that opens to the rest. */
export interface Fold {
  summary: string
  content: Html | readonly Html[]
  /** Something in it is wrong, or was asked for. */
  isOpen?: boolean
}

/** A part of a page that is folded until it is pressed. */
export const fold = ({ summary, content, isOpen = false }: Fold): Html =>
  html`<details class="govuk-details"${isOpen && html` open`}><summary class="govuk-details__summary">
<span class="govuk-details__summary-text">${summary}</span></summary>
<div class="app-fold">${content}</div></details>`
