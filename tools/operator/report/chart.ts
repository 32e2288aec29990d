import { escapeHtml } from '../../../shared/content/escape.ts'

/** One bar: a name, and one value for each series. */
export interface Bar {
  label: string
  values: readonly number[]
}

/** Told apart by lightness too, for whoever does not see the colours. */
const fills = ['#0b4f55', '#5aa9a0', '#c9dfdc', '#8a6d3b'] as const

const rowHeight = 28
const labelWidth = 220
const chartWidth = 480
const valueWidth = 80

function bar({ label, values }: Bar, top: number, most: number): string {
  let left = labelWidth
  const parts = values.map((value, i) => {
    const width = most === 0 ? 0 : (value / most) * chartWidth
    const part = `<rect x="${left.toFixed(1)}" y="${top + 4}" width="${width.toFixed(1)}" height="20" fill="${fills[i % fills.length]}"/>`
    left += width
    return part
  })
  const middle = top + 19
  const total = values.reduce((sum, value) => sum + value, 0)
  return `<text x="${labelWidth - 8}" y="${middle}" text-anchor="end">${escapeHtml(label)}</text>${parts.join('')}<text x="${(left + 6).toFixed(1)}" y="${middle}">${total}</text>`
}

const legend = (series: readonly string[]): string =>
  series
    .map((name, i) => `<span><i style="background:${fills[i % fills.length]}"></i>${escapeHtml(name)}</span>`)
    .join(' ')

/**
 * A chart of horizontal bars as SVG, without scripts. Whoever does not see it finds its figures in the table beside it.
 * @param series what the parts of a bar are called; one name where bars have one part.
 */
export function barChart(title: string, series: readonly string[], bars: readonly Bar[]): string {
  const most = Math.max(0, ...bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0)))
  const height = bars.length * rowHeight
  const width = labelWidth + chartWidth + valueWidth
  const drawn = bars.map((one, i) => bar(one, i * rowHeight, most)).join('\n')
  const key = series.length > 1 ? `<p class="legend">${legend(series)}</p>` : ''
  return `<figure><figcaption>${escapeHtml(title)}</figcaption>${key}
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(`${title}: the figures are in the table`)}">
${drawn}
</svg></figure>`
}
