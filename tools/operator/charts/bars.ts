import { scaleBand, scaleLinear } from 'd3-scale'
import { stack } from 'd3-shape'
import { type Html, html } from '../../../shared/web/html.ts'
import { formatNumber } from '../command/format.ts'
import { type Bar, type Chart, chartFigure, fillOf, short, totalOf } from './figure.ts'

const height = 200
const top = 20
const bottom = height - 24

/** The approximate number of grid lines behind the columns. */
const lines = 3

/** An outline in the page's colour, so that a number is readable in front of a column. */
const rim = html`stroke="Canvas" stroke-width="4" stroke-linejoin="round" paint-order="stroke"`

/** Draws one segment of a bar. `from` and `to` are sums of values; `series` and `bar` are indexes. */
type Part = (from: number, to: number, series: number, bar: number) => Html

/** Draws every segment that is not empty. */
const partsOf = ({ bars, series }: Chart, draw: Part): Html[] =>
  stack<Bar, number>()
    .keys(series.map((_, i) => i))
    .value(({ values }, i) => values[i] ?? 0)(bars)
    .flatMap((layer, i) => layer.flatMap(([from, to], at) => (to > from ? [draw(from, to, i, at)] : [])))

/** Draws columns, for values over time. */
export function columnChart(chart: Chart): Html {
  const { bars } = chart
  const places = bars.map(({ label }) => label)
  const x = scaleBand(places, [0, 100]).paddingInner(0.2)
  const y = scaleLinear([0, Math.max(1, ...bars.map(totalOf))], [bottom, top]).nice(lines)
  const columns = partsOf(
    chart,
    (from, to, i, at) =>
      html`<rect x="${short(x(places[at] ?? '') ?? 0)}%" y="${short(y(to))}" width="${short(x.bandwidth())}%" height="${short(y(from) - y(to))}" fill="${fillOf(i)}"/>\n`,
  )
  const behind = y
    .ticks(lines)
    .filter(Number.isInteger)
    .map(
      value => html`<line x1="0" x2="100%" y1="${short(y(value))}" y2="${short(y(value))}" stroke="currentColor" stroke-opacity="0.25"/>
<text x="0" y="${short(y(value) - 4)}" fill="currentColor" ${rim}>${formatNumber(value)}</text>\n`,
    )
  return chartFigure(chart, height, html`${columns}${behind}${below(places)}`)
}

/** Labels the first, middle and last column: as many as fit a phone. */
function below(places: readonly string[]): Html[] {
  const [first] = places
  const middle = places.length > 2 && places[Math.floor(places.length / 2)]
  const last = places.length > 1 && places.at(-1)
  const name = (left: number, anchor: 'start' | 'middle' | 'end', place: string) =>
    html`<text x="${left}%" y="${height - 6}" fill="currentColor" text-anchor="${anchor}">${place}</text>\n`
  return [
    ...(first ? [name(0, 'start', first)] : []),
    ...(middle ? [name(50, 'middle', middle)] : []),
    ...(last ? [name(100, 'end', last)] : []),
  ]
}

const rowHeight = 46
const barHeight = 18

/** The length of the longest bar in percent of the width, with room for its number. */
const longest = 82

/** Draws horizontal bars, each below its name, for values without an order in time: modules, queues, lengths. */
export function barChart(chart: Chart): Html {
  const { bars } = chart
  const x = scaleLinear([0, Math.max(1, ...bars.map(totalOf))], [0, longest])
  const rects = partsOf(
    chart,
    (from, to, i, row) =>
      html`<rect x="${short(x(from))}%" y="${row * rowHeight + 20}" width="${short(x(to) - x(from))}%" height="${barHeight}" fill="${fillOf(i)}"/>\n`,
  )
  const words = bars.map((bar, row) => {
    const total = totalOf(bar)
    return html`<text x="0" y="${row * rowHeight + 14}" fill="currentColor">${bar.label}</text>
<text x="${short(x(total))}%" dx="${total > 0 ? 6 : 0}" y="${row * rowHeight + 34}" fill="currentColor">${formatNumber(total)}</text>\n`
  })
  return chartFigure(chart, bars.length * rowHeight, html`${rects}${words}`)
}
