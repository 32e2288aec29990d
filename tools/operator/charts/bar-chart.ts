import { scaleLinear } from 'd3-scale'
import { stack } from 'd3-shape'
import { type Html, html } from '../../../shared/web/html.ts'
import { formatNumber } from '../command/format.ts'
import { type Bar, type Chart, chartFigure, fillOf, short, totalOf } from './figure.ts'

const rowHeight = 46
const barHeight = 18

/** The longest bar leaves room for its figure, in percent of the width. */
const longest = 82

/** Bars from left to right, each below its name. For what has no order in time: modules, queues, lengths. */
export function barChart(chart: Chart): Html {
  const { bars, series } = chart
  const x = scaleLinear([0, Math.max(1, ...bars.map(totalOf))], [0, longest])
  const layers = stack<Bar, number>()
    .keys(series.map((_, i) => i))
    .value(({ values }, i) => values[i] ?? 0)(bars)
  const rects = layers.flatMap((layer, i) =>
    layer.map(([from, to], row) =>
      to > from
        ? html`<rect x="${short(x(from))}%" y="${row * rowHeight + 20}" width="${short(x(to) - x(from))}%" height="${barHeight}" fill="${fillOf(i)}"/>\n`
        : '',
    ),
  )
  const words = bars.map((bar, row) => {
    const total = totalOf(bar)
    return html`<text x="0" y="${row * rowHeight + 14}" fill="currentColor">${bar.label}</text>
<text x="${short(x(total))}%" dx="${total > 0 ? 6 : 0}" y="${row * rowHeight + 34}" fill="currentColor">${formatNumber(total)}</text>\n`
  })
  return chartFigure(chart, bars.length * rowHeight, html`${rects}${words}`)
}
