import { type Html, html, trusted } from '../../../shared/web/html.ts'
import { deliveryChart, journeyCharts } from './charts.ts'
import type { JourneyReport, Report } from './report.ts'
import { isAllZero, type ReportTable } from './report-table.ts'
import { journeyTables, reportTables } from './tables.ts'

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

/** A number or a share; or empty. */
const figurePattern = /^(\d+(\.\d)?( %)?)?$/

function tableHtml(table: ReportTable): Html {
  const { title, columns, rows } = table
  if (isAllZero(table)) return html`<p>${title}: all zero</p>\n`
  const isFigure = columns.map((_, i) => i > 0 && rows.every(row => figurePattern.test(String(row[i]))))
  const kind = (i: number) => isFigure[i] && html` class="figure"`
  const head = columns.map((name, i) => html`<th scope="col"${kind(i)}>${name}</th>`)
  const body = rows.map(row => {
    const cells = row.map((cell, i) =>
      i === 0 ? html`<th scope="row">${cell}</th>` : html`<td${kind(i)}>${cell}</td>`,
    )
    return html`<tr>${cells}</tr>\n`
  })
  // On a narrow screen the table scrolls sideways, by keyboard too.
  return html`<div class="wide" role="region" aria-label="${title}" tabindex="0"><table><caption>${title}</caption><thead><tr>${head}</tr></thead>
<tbody>${body}</tbody></table></div>\n`
}

const journeyHtml = (
  report: Report,
  journey: JourneyReport,
): Html => html`<h2>${journey.title}, version ${journey.version}</h2>
${journeyCharts(report, journey).map(chart => html`${chart}\n`)}${journeyTables(journey, true).map(tableHtml)}`

/** A report as one self-contained page, without scripts, fonts or pictures from elsewhere. */
export function reportPage(report: Report): string {
  const { stage, from, to, at, journeys } = report
  const rest = reportTables(report, false).filter(table => table.of === 'all')
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>ShiftWorks ${stage}, ${from} to ${to}</title>
<style>${trusted(style)}</style>
</head>
<body>
<main>
<h1>ShiftWorks ${stage}</h1>
<p>${from} to ${to}, days of UTC. Made ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC. People who were erased
stay counted. A sector with fewer than 10 people is not shown apart, and no guesses of fewer than 11 people are.</p>
${journeys.map(journey => journeyHtml(report, journey))}<h2>All journeys</h2>
${deliveryChart(report, report.account.days)}
${rest.map(tableHtml)}</main>
</body>
</html>
`.toString()
}
