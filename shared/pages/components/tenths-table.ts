import type { MirrorTexts } from '../../texts/mirror-texts.ts'
import { type Html, html } from '../../web/html.ts'
import { narrowTable } from './narrow-table.ts'

/** A column of answers, in tenths by option. */
export interface TenthsColumn {
  name: string
  tenths: readonly number[]
}

/** A bar whose length is a share of ten. The same number is beside it as text. */
export const bar = (tenths: number): Html =>
  html`<svg width="100%" height="12" aria-hidden="true" focusable="false"><rect width="100%" height="12" fill="currentColor" fill-opacity="0.15"/><rect width="${tenths === 0 ? 3 : tenths * 10}%" height="12" fill="currentColor"/></svg>`

/** How many of ten people chose each option, as bars and text in one table. */
export const tenthsTable = (
  { tenths, answers }: MirrorTexts,
  options: readonly string[],
  columns: readonly TenthsColumn[],
): Html =>
  narrowTable({
    caption: answers.table,
    columns: [answers.option, ...columns.map(({ name }) => name)],
    rows: options.map((name, option) => ({
      name,
      cells: columns.map(column => {
        const count = column.tenths[option] ?? 0
        return html`${bar(count)}${tenths(count)}`
      }),
    })),
  })
