import { cutTable } from '../command/lines.ts'
import { type NewText, writeNew } from '../command/new-file.ts'
import type { Style } from '../command/style.ts'
import { OperatorProblem } from '../problem.ts'
import { reportCsv } from '../report/csv.ts'
import { reportPage } from '../report/page.ts'
import { headsOf, periodOf } from '../report/period.ts'
import { type Report, readReport } from '../report/report.ts'
import { isAllZero, type ReportTable } from '../report/report-table.ts'
import { reportTables } from '../report/tables.ts'
import { option, text } from './input.ts'
import { reading } from './operation.ts'
import { calendarDay } from './values.ts'

function reportLines(report: Report, style: Style): string[] {
  const titles = new Map(
    report.journeys.map(({ id, title, version }) => [id, `${title}, version ${version}`]),
  )
  return [
    style.heading(`ShiftWorks ${report.stage}, ${report.from} to ${report.to} (days of UTC)`),
    ...reportTables(report, false).flatMap(one => ['', ...tableLines(one, titles, style)]),
  ]
}

/** A table with its heading; a single line if all values are zero. */
function tableLines(table: ReportTable, titles: ReadonlyMap<string, string>, style: Style): string[] {
  const { of, title, columns: names, rows } = table
  const heading = `${titles.get(of) ?? 'All journeys'}: ${title}`
  if (isAllZero(table)) return [`${heading}: all zero`]
  return [style.heading(heading), ...cutTable([names, ...rows.map(row => row.map(String))], style.width)]
}

/** Sign-ups, completion, reminders, time, circles, the perception gap, deliverability. */
export const report = reading({
  name: 'report',
  summary:
    'sign-ups, completion by module and sector, reminders, time, circles, the perception gap, deliverability',
  help: "From counters and weekly closings alone: no person's row is read. Days are those of UTC.",
  examples: [
    'report --stage prod',
    'report --journey shiftworks --from 2026-09-01 --to 2026-11-30 --html autumn.html --stage prod',
  ],
  does: 'reads',
  inputs: {
    journey: option('--journey <id>', 'one journey; all if absent', text),
    from: option('--from <day>', 'first day; 90 days back if absent', calendarDay),
    to: option('--to <day>', 'last day; today if absent', calendarDay),
    csv: option('--csv <file>', 'write the figures as CSV', text),
    html: option('--html <file>', 'write one page with charts, which needs nothing else', text),
  },
  console: { pages: async () => (await import('../console/pages/report.ts')).reportRoutes },
  async run({ open }, { journey, from, to, csv, html }) {
    if (csv !== undefined && csv === html)
      throw new OperatorProblem(`${csv} cannot hold both: name another file with --csv or --html.`)
    const deps = await open()
    const period = periodOf(deps.clock.now(), { from, to })
    const value = await readReport(deps, await headsOf(deps, journey), period)
    const files: NewText[] = [
      ...(csv === undefined ? [] : [{ path: csv, text: () => reportCsv(value) }]),
      ...(html === undefined ? [] : [{ path: html, text: () => reportPage(value) }]),
    ]
    await writeNew(files)
    return {
      value,
      lines: style => (files.length > 0 ? files.map(({ path }) => path) : reportLines(value, style)),
    }
  },
})
