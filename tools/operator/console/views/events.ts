import { type Html, html, type Insert } from '../../../../shared/web/html.ts'

/** Names with what there is to say of each. */
export const events = (rows: readonly (readonly [name: string, value: Insert])[]): Html =>
  html`<dl class="govuk-summary-list">${rows.map(
    ([name, value]) =>
      html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${name}</dt><dd class="govuk-summary-list__value">${value}</dd></div>\n`,
  )}</dl>`

/** Several lines of one value. */
export const lines = (all: readonly string[]): Html[] =>
  all.map(line => html`<span class="app-line">${line}</span>`)
