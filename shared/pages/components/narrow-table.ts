import { type Html, html } from '../../web/html.ts'

/** A table that adapts to a narrow phone. */
export interface NarrowTable {
  caption: string
  /** The column headings; the first is that of the row headings. */
  columns: readonly string[]
  rows: readonly { name: string; cells: readonly (Html | string)[] }[]
}

/**
 * A table whose cells move below each other on narrow screens, each with its column's heading where there are several.
 * Roles keep it a table for screen readers.
 */
export const narrowTable = ({ caption, columns, rows }: NarrowTable): Html => {
  const [first = '', ...others] = columns
  const head = (name: string) => html`<th scope="col" role="columnheader">${name}</th>`
  const cell = (content: Html | string, at: number) =>
    html`<td role="cell">${others.length > 1 && html`<span class="app-tenths__who" aria-hidden="true">${others[at]}</span>`}${content}</td>`
  return html`<div class="app-tenths"><table role="table"><caption class="govuk-body-s">${caption}</caption>
<thead role="rowgroup"><tr role="row">${head(first)}${others.map(head)}</tr></thead>
<tbody role="rowgroup">${rows.map(
    ({
      name,
      cells,
    }) => html`<tr role="row"><th scope="row" role="rowheader">${name}</th>${cells.map(cell)}</tr>
`,
  )}</tbody></table></div>`
}
