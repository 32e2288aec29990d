import { escapeHtml } from '../../../shared/content/escape.ts'
import { type Bar, barChart } from './chart.ts'
import type { DayReport, JourneyReport, Report } from './report.ts'
import { journeyTables, type ReportTable, reportTables } from './tables.ts'

const style = `
  body { margin: 0 auto; max-width: 900px; padding: 24px; font: 16px/1.5 Arial, sans-serif; color: #212b32; background: #fff; }
  table { border-collapse: collapse; margin: 8px 0 32px; }
  caption, figcaption { text-align: left; font-weight: bold; }
  th, td { border-bottom: 1px solid #aeb7bd; padding: 4px 16px 4px 0; text-align: left; }
  td.figure, th.figure { text-align: right; }
  figure { margin: 24px 0 8px; }
  svg { width: 100%; font: 13px Arial, sans-serif; }
  .legend span { margin-right: 16px; }
  .legend i { display: inline-block; width: 12px; height: 12px; margin-right: 6px; }
  .wide { overflow-x: auto; }`

/** More days than this are shown by the month. */
const mostDays = 62

function tableHtml({ title, columns, rows }: ReportTable): string {
  const isFigure = columns.map((_, i) => rows.every(row => typeof row[i] === 'number'))
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
  return `<div class="wide"><table><caption>${escapeHtml(title)}</caption><thead><tr>${head}</tr></thead>
<tbody>${body.join('\n')}</tbody></table></div>`
}

/** Days, or months where there are many. */
function overTime(days: readonly DayReport[], values: (day: DayReport) => number[]): Bar[] {
  const length = days.length > mostDays ? 7 : 10
  return [...Map.groupBy(days, ({ day }) => day.slice(0, length))].map(([label, all]) => ({
    label,
    values: all.map(values).reduce((sums, one) => sums.map((sum, i) => sum + (one[i] ?? 0))),
  }))
}

function charts({ modules, days, finishedWithin }: JourneyReport): string[] {
  const most = Math.max(1, ...modules.map(({ doneAfterReminders }) => doneAfterReminders.length))
  const series = Array.from({ length: most }, (_, i) => (i === 0 ? 'before any reminder' : `after ${i}`))
  return [
    barChart(
      'From the email to done, module by module',
      ['done', 'emailed and not done'],
      modules.map(({ title, emailed, done }) => ({
        label: title,
        values: [done, Math.max(0, emailed - done)],
      })),
    ),
    barChart(
      'What reminders brought',
      series,
      modules.map(({ title, doneAfterReminders }) => ({
        label: title,
        values: series.map((_, i) => doneAfterReminders[i] ?? 0),
      })),
    ),
    barChart(
      'How long the whole journey took',
      ['people'],
      finishedWithin.map(({ within, people }) => ({ label: `up to ${within}`, values: [people] })),
    ),
    barChart(
      'Sign-ups',
      ['confirmed', 'not confirmed'],
      overTime(days, ({ signUps, confirmed }) => [confirmed, Math.max(0, signUps - confirmed)]),
    ),
    barChart(
      'Emails',
      ['emails'],
      overTime(days, ({ emails }) => [emails]),
    ),
  ]
}

const journeyHtml = (
  journey: JourneyReport,
): string => `<h2>${escapeHtml(journey.title)}, version ${journey.version}</h2>
${charts(journey).join('\n')}
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
<h1>ShiftWorks ${escapeHtml(stage)}</h1>
<p>${from} to ${to}, days of UTC. Made ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC. People who were erased
stay counted. A sector with fewer than 10 people is not shown apart.</p>
${journeys.map(journeyHtml).join('\n')}
${rest.map(tableHtml).join('\n')}
</body>
</html>
`
}
