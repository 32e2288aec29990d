import { type Html, html, type Insert } from '../../../../shared/web/html.ts'

/** A table as it is shown. */
export interface Table {
  caption: string
  columns: readonly string[]
  /** The first cell of each row is its heading. */
  rows: readonly (readonly Insert[])[]
}

/**
 * A table. If it is wider than the screen, it scrolls by itself, with the keyboard too. Columns of numbers are
 * aligned right.
 */
export function table({ caption, columns, rows }: Table): Html {
  const isFigure = columns.map((_, i) => rows.length > 0 && rows.every(row => typeof row[i] === 'number'))
  const head = columns.map(
    (name, i) =>
      html`<th scope="col" class="govuk-table__header${isFigure[i] && ' govuk-table__header--numeric'}">${name}</th>`,
  )
  const body = rows.map(
    row =>
      html`<tr>${row.map((cell, i) =>
        i === 0
          ? html`<th scope="row" class="govuk-table__header">${cell}</th>`
          : html`<td class="govuk-table__cell${isFigure[i] && ' govuk-table__cell--numeric'}">${shown(cell)}</td>`,
      )}</tr>\n`,
  )
  return html`<div class="app-wide" tabindex="0" role="region" aria-label="${caption}"><table class="govuk-table">
<caption class="govuk-table__caption">${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>${body}</tbody></table></div>`
}

const shown = (cell: Insert): Insert => (typeof cell === 'number' ? cell.toLocaleString('en-GB') : cell)

/** A list of names and values. */
export const summaryList = (rows: readonly (readonly [name: string, value: Insert])[]): Html =>
  html`<dl class="govuk-summary-list">${rows.map(
    ([name, value]) =>
      html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${name}</dt><dd class="govuk-summary-list__value">${value}</dd></div>\n`,
  )}</dl>`

/** Several lines of one value. */
export const lines = (all: readonly string[]): Html[] =>
  all.map(line => html`<span class="app-line">${line}</span>`)
