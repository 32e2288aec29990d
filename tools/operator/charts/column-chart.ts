import { scaleBand, scaleLinear } from 'd3-scale'
import { stack } from 'd3-shape'
import { type Html, html } from '../../../shared/pages/html.ts'
import { figure } from '../command/figures.ts'
import { type Bar, type Chart, chartFigure, fillOf, short, totalOf } from './figure.ts'

const height = 200
const top = 20
const bottom = height - 24

/** About so many names below the columns, and so many lines behind them. */
const names = 4
const lines = 3

/** Columns that stand side by side, for what goes on from day to day. */
export function columnChart(chart: Chart): Html {
  const { bars, series } = chart
  const places = bars.map(({ label }) => label)
  const x = scaleBand(places, [0, 100]).paddingInner(0.2)
  const y = scaleLinear([0, Math.max(1, ...bars.map(totalOf))], [bottom, top]).nice(lines)
  const layers = stack<Bar, number>()
    .keys(series.map((_, i) => i))
    .value(({ values }, i) => values[i] ?? 0)(bars)
  const columns = layers.flatMap((layer, i) =>
    layer.map(([from, to], at) =>
      to > from
        ? html`<rect x="${short(x(places[at] ?? '') ?? 0)}%" y="${short(y(to))}" width="${short(x.bandwidth())}%" height="${short(y(from) - y(to))}" fill="${fillOf(i)}"/>\n`
        : '',
    ),
  )
  const behind = y
    .ticks(lines)
    .filter(Number.isInteger)
    .map(
      value => html`<line x1="0" x2="100%" y1="${short(y(value))}" y2="${short(y(value))}" stroke="currentColor" stroke-opacity="0.25"/>
<text x="0" y="${short(y(value) - 4)}" fill="currentColor">${figure(value)}</text>\n`,
    )
  return chartFigure(chart, height, html`${columns}${behind}${below(places, x)}`)
}

/** Some of the names, evenly, the first and the last among them. */
function below(places: readonly string[], x: (place: string) => number | undefined): Html[] {
  const shown = Math.min(names, places.length)
  return Array.from({ length: shown }, (_, i) => {
    const at = shown === 1 ? 0 : Math.round((i * (places.length - 1)) / (shown - 1))
    const place = places[at] ?? ''
    const isLast = i > 0 && i === shown - 1
    const left = isLast ? 100 : (x(place) ?? 0)
    return html`<text x="${short(left)}%" y="${height - 6}" fill="currentColor"${isLast && html` text-anchor="end"`}>${place}</text>\n`
  })
}
