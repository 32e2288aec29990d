import { button } from '../../../../shared/pages/components/action-form.ts'
import { select, textInput } from '../../../../shared/pages/components/form-fields.ts'
import { type Html, html } from '../../../../shared/web/html.ts'
import { downloadResponse } from '../../../../shared/web/response.ts'
import { printable } from '../../../terminal/printable.ts'
import { calendarDay } from '../../operations/values.ts'
import { OperatorProblem } from '../../problem.ts'
import { deliveryChart, journeyCharts } from '../../report/charts.ts'
import { reportCsv } from '../../report/csv.ts'
import { reportPage } from '../../report/page.ts'
import { type AskedReport, headsOf, type PeriodWords, periodOf } from '../../report/period.ts'
import { type JourneyReport, type Report, readReport } from '../../report/report.ts'
import { journeyTables, reportTables } from '../../report/tables.ts'
import type { ConsoleContext, ConsoleRoutes } from '../console-context.ts'
import { consolePage } from '../views/frame.ts'
import { reportTable } from '../views/report-table.ts'

/** The whole report of a period, to view and to download. */
export const reportRoutes: ConsoleRoutes = {
  get: {
    '/report': async ({ query }, context) => {
      const asked = readAsked(query)
      const [report, heads] = await Promise.all([reportOf(context, asked), context.deps.library.list()])
      const journeys = heads.map(({ journey: { id, title } }) => ({ value: id, label: title }))
      const main = html`${periodForm(context, report, asked, journeys)}
${report.journeys.map(journey => journeyHtml(report, journey))}
<h2 class="govuk-heading-m">All journeys</h2>
<div class="app-card">${deliveryChart(report, report.account.days)}</div>
${reportTables(report, false)
  .filter(({ of }) => of === 'all')
  .map(reportTable)}`
      const title = `Report, ${report.from} to ${report.to}`
      return consolePage(context, { title, section: 'Report', main })
    },
    '/report.csv': async ({ query }, context) =>
      downloadResponse(
        'report.csv',
        'text/csv',
        printable(reportCsv(await reportOf(context, readAsked(query)))),
      ),
    '/report.html': async ({ query }, context) =>
      downloadResponse(
        'report.html',
        'text/html',
        printable(reportPage(await reportOf(context, readAsked(query)))),
      ),
  },
  post: {},
}

/** @throws OperatorProblem if the value is no day */
function dayIn(query: URLSearchParams, name: string): string | undefined {
  const said = query.get(name)?.trim() ?? ''
  if (said === '') return undefined
  const read = calendarDay.safeParse(said)
  if (read.success) return read.data
  throw new OperatorProblem(`"${said}" is no day, such as 2026-11-23.`)
}

const readAsked = (query: URLSearchParams): AskedReport => ({
  journey: query.get('journey')?.trim() || undefined,
  from: dayIn(query, 'from'),
  to: dayIn(query, 'to'),
})

/** The names of the period's fields on a page. */
const pageWords: PeriodWords = {
  future: (to, today) => `The last day, ${to}, is in the future: today is ${today} in UTC.`,
  backwards: (from, to) => `The first day, ${from}, is after the last day, ${to}.`,
}

async function reportOf({ deps }: ConsoleContext, asked: AskedReport): Promise<Report> {
  return readReport(deps, await headsOf(deps, asked.journey), periodOf(deps.clock.now(), asked, pageWords))
}

function periodForm(
  { at }: ConsoleContext,
  { from, to }: Report,
  { journey }: AskedReport,
  journeys: readonly { value: string; label: string }[],
): Html {
  const day = (name: string, label: string, value: string) =>
    textInput({
      name,
      field: { label, hint: 'Such as 2026-11-23' },
      value,
      errorPrefix: 'Error:',
      autocomplete: 'off',
    })
  const query = new URLSearchParams({ from, to, ...(journey !== undefined && { journey }) })
  return html`<form method="get" action="${at('/report')}" class="app-card">
<div class="app-columns"><div>${day('from', 'First day, in UTC', from)}</div>
<div>${day('to', 'Last day, in UTC', to)}</div></div>
${select({ name: 'journey', field: { label: 'Journey' }, options: journeys, none: 'Every journey', value: journey, errorPrefix: 'Error:' })}
${button({ text: 'Show' })}
<p class="govuk-body">To take along: <a class="govuk-link" href="${at(`/report.csv?${query}`)}">the figures as CSV</a>,
<a class="govuk-link" href="${at(`/report.html?${query}`)}">one page with charts</a>.</p></form>`
}

const journeyHtml = (
  report: Report,
  journey: JourneyReport,
): Html => html`<h2 class="govuk-heading-m">${journey.title}, version ${journey.version}</h2>
<div class="app-columns">${journeyCharts(report, journey).map(chart => html`<div class="app-card">${chart}</div>\n`)}</div>
${journeyTables(journey, false).map(reportTable)}`
