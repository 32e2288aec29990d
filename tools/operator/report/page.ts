import { escapeHtml } from '../../../shared/content/escape.ts'
import { deliveryChart, journeyCharts } from './charts.ts'
import type { JourneyReport, Report } from './report.ts'
import { journeyTables, type ReportTable, reportTables } from './tables.ts'

const style = `
  body { margin: 0 auto; max-width: 900px; padding: 24px; font: 16px/1.5 Arial, sans-serif; color: #212b32; background: #fff; }
  table { border-collapse: collapse; margin: 8px 0 32px; }
  caption, figcaption { text-align: left; font-weight: bold; }
  th, td { border-bottom: 1px solid #aeb7bd; padding: 4px 16px 4px 0; text-align: left; }
  td.figure, th.figure { text-align: right; }
  figure { margin: 24px 0 8px; }
  figure > svg { overflow: visible; font: 13px Arial, sans-serif; }
  .app-legend span { margin-right: 16px; }
  .wide { overflow-x: auto; }`

/** A number or a share; or nothing, where there is none to tell. */
const figurePattern = /^(\d+( %)?)?$/

function tableHtml({ title, columns, rows }: ReportTable): string {
  const isFigure = columns.map((_, i) => i > 0 && rows.every(row => figurePattern.test(String(row[i]))))
  const kind = (i: number) => (isFigure[i] ? ' class="figure"' : '')
  const head = columns.map((name, i) => `<th scope="col"${kind(i)}>${escapeHtml(name)}</th>`).join('')
  const body = rows.map(row => {
    const cells = row.map((cell, i) =>
      i === 0
        ? `<th scope="row">${escapeHtml(String(cell))}</th>`
        : `<td${kind(i)}>${escapeHtml(String(cell))}</td>`,
    )
    return `<tr>${cells.join('')}</tr>`
  })
  // On a narrow screen it is scrolled sideways, by keyboard too.
  return `<div class="wide" role="region" aria-label="${escapeHtml(title)}" tabindex="0"><table><caption>${escapeHtml(title)}</caption><thead><tr>${head}</tr></thead>
<tbody>${body.join('\n')}</tbody></table></div>`
}

const journeyHtml = (
  report: Report,
  journey: JourneyReport,
): string => `<h2>${escapeHtml(journey.title)}, version ${journey.version}</h2>
${journeyCharts(report, journey).join('\n')}
${journeyTables(journey, true).map(tableHtml).join('\n')}`

/** A report as one page that needs nothing else: no script, no font, no picture from anywhere. */
export function reportPage(report: Report): string {
  const { stage, from, to, at, journeys } = report
  const rest = reportTables(report, false).filter(table => table.of === 'all')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>ShiftWorks ${escapeHtml(stage)}, ${from} to ${to}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>ShiftWorks ${escapeHtml(stage)}</h1>
<p>${from} to ${to}, days of UTC. Made ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC. People who were erased
stay counted. A sector with fewer than 10 people is not shown apart.</p>
${journeys.map(journey => journeyHtml(report, journey)).join('\n')}
<h2>All journeys</h2>
${deliveryChart(report, report.account.days)}
${rest.map(tableHtml).join('\n')}
</main>
</body>
</html>
`
}
