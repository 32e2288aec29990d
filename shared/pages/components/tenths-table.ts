import type { MirrorTexts } from '../../texts/mirror-texts.ts'
import { type Html, html } from '../../web/html.ts'

/** Whose answers stand in a column, in tenths by option. */
export interface TenthsColumn {
  name: string
  tenths: readonly number[]
}

/** A bar as long as its share of ten; its words stand beside it. */
export const bar = (tenths: number): Html =>
  html`<svg width="100%" height="12" aria-hidden="true" focusable="false"><rect width="100%" height="12" fill="currentColor" fill-opacity="0.15"/><rect width="${tenths === 0 ? 3 : tenths * 10}%" height="12" fill="currentColor"/></svg>`

/** How many of ten people chose each option, drawn and in words, as one table. */
export const tenthsTable = (
  { tenths, answers }: MirrorTexts,
  options: readonly string[],
  columns: readonly TenthsColumn[],
): Html => html`<table class="app-tenths"><caption class="govuk-body-s">${answers.table}</caption>
<thead><tr><th scope="col">${answers.option}</th>${columns.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${options.map(
  (option, index) => html`<tr><th scope="row">${option}</th>${columns.map(column => {
    const count = column.tenths[index] ?? 0
    return html`<td>${bar(count)}${tenths(count)}</td>`
  })}</tr>
`,
)}</tbody></table>`
