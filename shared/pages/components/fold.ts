import { type Html, html } from '../../web/html.ts'

/** Content that is rarely needed, behind a summary. */
export interface Fold {
  summary: string
  /** Said after the summary by screen readers, where several folds have the same. */
  about?: string
  content: Html | readonly Html[]
  /** Initially open, because something in it is wrong or was asked for. */
  isOpen?: boolean
}

/** A part of a page that opens when pressed (`details`). */
export const fold = ({ summary, about, content, isOpen = false }: Fold): Html =>
  html`<details class="govuk-details"${isOpen && html` open`}><summary class="govuk-details__summary">
<span class="govuk-details__summary-text">${summary}${about && html`<span class="govuk-visually-hidden"> ${about}</span>`}</span></summary>
<div class="app-fold">${content}</div></details>`
