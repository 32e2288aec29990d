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

const cell = ({ name, tenths }: TenthsColumn, option: number, inWords: MirrorTexts['tenths']): Html => {
  const count = tenths[option] ?? 0
  return html`<td role="cell"><span class="app-tenths__who" aria-hidden="true">${name}</span>${bar(count)}${inWords(count)}</td>`
}

/**
 * How many of ten people chose each option, drawn and in words, as one table. Where columns have no room, its cells stand
 * below each other, each with its column's name; what a screen reader tells stays, by the roles.
 */
export const tenthsTable = (
  { tenths, answers }: MirrorTexts,
  options: readonly string[],
  columns: readonly TenthsColumn[],
): Html => html`<div class="app-tenths"><table role="table"><caption class="govuk-body-s">${answers.table}</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">${answers.option}</th>${columns.map(({ name }) => html`<th scope="col" role="columnheader">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">${options.map(
  (
    option,
    index,
  ) => html`<tr role="row"><th scope="row" role="rowheader">${option}</th>${columns.map(column => cell(column, index, tenths))}</tr>
`,
)}</tbody></table></div>`
