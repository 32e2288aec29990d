import { scaleBand, scaleLinear } from 'd3-scale'
import { stack } from 'd3-shape'
import { type Html, html } from '../../../shared/web/html.ts'
import { formatNumber } from '../command/format.ts'
import { type Bar, type Chart, chartFigure, fillOf, short, totalOf } from './figure.ts'

const height = 200
const top = 20
const bottom = height - 24

/** About so many lines behind the columns. */
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
<text x="0" y="${short(y(value) - 4)}" fill="currentColor">${formatNumber(value)}</text>\n`,
    )
  return chartFigure(chart, height, html`${columns}${behind}${below(places)}`)
}

/** The first name, the one in the middle and the last: as many as fit a telephone. */
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
