import { type Html, html } from '../../../shared/web/html.ts'

/** The data of a chart: one value for each series and bar. */
export interface Chart {
  title: string
  /** The names of the segments of a bar; a single name if bars have one segment. */
  series: readonly string[]
  bars: readonly Bar[]
}

/** One bar: a name, and one value for each series. */
export interface Bar {
  label: string
  values: readonly number[]
}

/**
 * Each has a contrast of 3:1 to paper, and differs from its neighbours in lightness, for people who do not see the
 * colours. A dark stylesheet overrides each by name.
 */
const fills = ['#0b4f55', '#c2703d', '#5b8f89', '#8a6fa8'] as const

/** The colour of a series, from 0. */
export function fillOf(series: number): string {
  const place = series % fills.length
  return `var(--chart-${place}, ${fills[place]})`
}

/** A number to the hundredth, as short as can be. */
export const short = (value: number): string => String(Math.round(value * 100) / 100)

/** The sum of a bar's values. */
export const totalOf = ({ values }: Bar): number => values.reduce((sum, value) => sum + value, 0)

const square = (series: number): Html =>
  html`<svg width="12" height="12" aria-hidden="true" focusable="false"><rect width="12" height="12" fill="${fillOf(series)}"/></svg>`

const legend = (series: readonly string[]): Html | false =>
  series.length > 1 &&
  html`<p class="app-legend">${series.map((name, i) => html`<span>${square(i)} ${name}</span> `)}</p>`

/**
 * A chart with its title and a legend. Its width is not fixed: positions are shares of the width, so that letters are
 * as large on a phone. The figures are also in the table beside it.
 */
export const chartFigure = ({ title, series }: Chart, height: number, drawn: Html): Html =>
  html`<figure class="app-chart"><figcaption>${title}</figcaption>${legend(series)}
<svg width="100%" height="${short(height)}" role="img" aria-label="${title}: the figures are in the table">
${drawn}
</svg></figure>`
