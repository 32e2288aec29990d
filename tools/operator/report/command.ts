import type { Command } from 'commander'
import { calendarDay } from '../command/arguments.ts'
import { writeNew } from '../command/new-file.ts'
import { action, type CliContext, type Run } from '../command/run.ts'
import type { Shown } from '../command/shown.ts'
import { columns, type Style } from '../command/style.ts'
import { csvRow } from '../csv/write-csv.ts'
import { OperatorProblem } from '../problem.ts'
import { noSuchJourney } from '../problems.ts'
import { reportPage } from './page.ts'
import { type Report, readReport } from './report.ts'
import { reportTables } from './tables.ts'

const examples = `
From the counters alone: no person's row is read. Days are those of UTC.

Examples:
  npm run operator -- report --stage prod
  npm run operator -- report --journey shiftworks --from 2026-09-01 --to 2026-11-30 --html autumn.html --stage prod`

interface Options {
  journey?: string
  from?: string
  to?: string
  csv?: string
  html?: string
}

const day = 24 * 60 * 60 * 1000
const usualDays = 90

/** The period that is asked for; the last 90 days where none is. @throws OperatorProblem when it makes no sense. */
function period({ deps, options }: Run<Options>): { from: string; to: string } {
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
  const today = dayOf(deps.clock.now())
  const { to = today, from = dayOf(Date.parse(to) - (usualDays - 1) * day) } = options
  if (to > today) throw new OperatorProblem(`--to ${to} is in the future: today is ${today} in UTC.`)
  if (from > to) throw new OperatorProblem(`--from ${from} is after --to ${to}.`)
  return { from, to }
}

function reportLines(report: Report, style: Style): string[] {
  const titles = new Map(
    report.journeys.map(({ id, title, version }) => [id, `${title}, version ${version}`]),
  )
  const tables = reportTables(report, false)
  return [
    style.heading(`ShiftWorks ${report.stage}, ${report.from} to ${report.to} (days of UTC)`),
    ...tables.flatMap(({ of, title, columns: names, rows }) => [
      '',
      style.heading(`${titles.get(of) ?? 'All journeys'}: ${title}`),
      ...columns([names, ...rows.map(row => row.map(String))]),
    ]),
  ]
}

/** Each number in a row of its own, which every spreadsheet can group and sum. Shares follow from them. */
const reportCsv = (report: Report): string =>
  [
    csvRow(['journey', 'table', 'row', 'column', 'value']),
    ...reportTables(report, true).flatMap(({ of, title, columns: names, rows }) =>
      rows.flatMap(([name = '', ...values]) =>
        values.flatMap((value, i) =>
          typeof value === 'number' ? csvRow([of, title, String(name), names[i + 1] ?? '', value]) : [],
        ),
      ),
    ),
  ].join('')

async function report(run: Run<Options>): Promise<Shown> {
  const { deps, options } = run
  const asked = period(run)
  const all = await deps.library.list()
  const heads = all.filter(({ journey }) => options.journey === undefined || journey.id === options.journey)
  if (options.journey !== undefined && heads.length === 0) throw noSuchJourney(options.journey, all)
  const value = await readReport(deps, heads, asked)
  const files = [options.csv, options.html].filter(path => path !== undefined)
  if (options.csv !== undefined) await writeNew(options.csv, reportCsv(value))
  if (options.html !== undefined) await writeNew(options.html, reportPage(value))
  return { value, lines: style => (files.length > 0 ? files : reportLines(value, style)) }
}

/** `operator report`: sign-ups, completion, reminders, time, deliverability. */
export function addReport(program: Command, context: CliContext): void {
  program
    .command('report')
    .description('sign-ups, completion by module and sector, reminders, time, deliverability')
    .option('--journey <id>', 'one journey; all if absent')
    .option('--from <day>', 'first day; 90 days back if absent', calendarDay)
    .option('--to <day>', 'last day; today if absent', calendarDay)
    .option('--csv <file>', 'write the figures as CSV')
    .option('--html <file>', 'write one page with charts, which needs nothing else')
    .addHelpText('after', examples)
    .action(action<Options, []>(context, report))
}
