import { day as dayLength } from '../../../../shared/domain/duration.ts'
import { utcDay } from '../../../../shared/domain/utc-day.ts'
import { accountEmails, receivedSignUps } from '../../../../shared/store/due.ts'
import { type Html, html } from '../../../../shared/web/html.ts'
import { barChart } from '../../charts/bars.ts'
import { styleFor } from '../../command/style.ts'
import { deliveryChart, emailChart, funnelChart, perceptionChart, signUpChart } from '../../report/charts.ts'
import { perceptionTables } from '../../report/perception-tables.ts'
import { type DayReport, type JourneyReport, type Report, readReport } from '../../report/report.ts'
import { journeyTables, reportTables } from '../../report/tables.ts'
import { circleTroubles } from '../../status/circles.ts'
import { moderationTroubles } from '../../status/moderation.ts'
import { readStatus, type Status } from '../../status/status.ts'
import { statusRows, verdictOf } from '../../status/status-in-words.ts'
import type { ConsoleContext, ConsoleRoutes } from '../console-context.ts'
import { consolePage } from '../views/frame.ts'
import { reportTable } from '../views/report-table.ts'
import { lines, summaryList, type Table, table } from '../views/table.ts'

const shownDays = 30

/** The state of the system, now and over time. */
export const overviewRoutes: ConsoleRoutes = {
  get: {
    '/': async (_request, context) => {
      const { deps } = context
      const now = deps.clock.now()
      const period = { from: utcDay(now - (shownDays - 1) * dayLength), to: utcDay(now) }
      const [status, heads] = await Promise.all([readStatus(deps), deps.library.list()])
      const report = await readReport(deps, heads, period)
      const main = html`${verdict(status, context)}
<h2 class="govuk-heading-m">Now</h2>
<div class="app-columns"><div>${holds(status, context)}${summaryList(rowsOf(status, context))}</div>${backlog(status)}</div>
<h2 class="govuk-heading-m">The last ${shownDays} days</h2>
${charts(report)}`
      return consolePage(context, { title: 'Overview', section: 'Overview', main })
    },
  },
  post: {},
}

function verdict(status: Status, { time, zone, at: to, deps }: ConsoleContext): Html {
  const { troubles, at, deadLetters, moderation, circles } = status
  const asOf = `As of ${time(at)} (${zone}).`
  if (troubles.length === 0)
    return html`<p class="app-verdict app-verdict--good"><strong>${verdictOf(status)}</strong> ${asOf}</p>`
  return html`<section class="app-verdict app-verdict--bad" aria-label="What needs somebody">
<p class="govuk-body"><strong>${troubles.length} to look at.</strong> ${asOf}</p>
<ul class="govuk-list govuk-list--bullet">${troubles.map(trouble => html`<li>${trouble}</li>`)}</ul>
${deadLetters.some(({ waiting }) => waiting > 0) && html`<p class="govuk-body"><a class="govuk-link" href="${to('/dead-letters')}">See the dead letters</a></p>`}
${moderationTroubles(deps.system, at, moderation).length > 0 && html`<p class="govuk-body"><a class="govuk-link" href="${to('/reflections')}">See what learners share</a></p>`}
${circleTroubles(deps.system, at, circles).length > 0 && html`<p class="govuk-body"><a class="govuk-link" href="${to('/circles')}">See the circles</a></p>`}</section>`
}

const rowsOf = (status: Status, { zone }: ConsoleContext) =>
  statusRows(status, styleFor(false, zone)).map(([name, all]) => [name, lines(all)] as const)

/** The current holds, and the way to set and release them. */
const holds = ({ held }: Status, { at }: ConsoleContext): Html =>
  html`<p class="app-ways">${(['delivery', 'planning'] as const).map(name => {
    const isHeld = held.some(({ by, scope }) => by === 'operator' && scope.is === name)
    const path = at(`/${isHeld ? 'release' : 'hold'}/${name}`)
    return html`<a class="app-go" href="${path}">${isHeld ? 'Release' : 'Hold back'} ${name}</a>\n`
  })}</p>`

/** A chart with a table of its values, folded. */
const withTables = (
  chart: Html | false,
  tables: readonly Table[],
): Html => html`<div class="app-card">${chart}
${tables.map(
  statistics => html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">As a table: ${statistics.caption}</span></summary>
<div class="govuk-details__text">${table(statistics)}</div></details>`,
)}</div>\n`

const withTable = (chart: Html, statistics: Table): Html => withTables(chart, [statistics])

/** The names of waiting emails that belong to no journey. */
const namesOfWaiting: Readonly<Record<string, string>> = {
  [accountEmails]: 'account emails about sign-ups',
  [receivedSignUps]: 'sign-ups to be handled',
}

function backlog({ backlog: { waiting } }: Status): Html {
  const rows = waiting.map(({ of, overdue, due, next24Hours }) => ({
    label: namesOfWaiting[of] ?? of,
    values: [overdue, due - overdue, next24Hours],
  }))
  const series = ['overdue', 'due now', 'due within 24 hours']
  const title = 'What waits to be sent'
  return withTable(barChart({ title, series, bars: rows }), {
    caption: title,
    columns: ['of', ...series],
    rows: rows.map(({ label, values }) => [label, ...values]),
  })
}

/** The days of all journeys, summed. */
function allDays(journeys: readonly JourneyReport[]): DayReport[] {
  const days = Map.groupBy(
    journeys.flatMap(journey => journey.days),
    ({ day }) => day,
  )
  const sum = (all: readonly DayReport[], formatNumber: Exclude<keyof DayReport, 'day'>) =>
    all.reduce((total, one) => total + one[formatNumber], 0)
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, all]) => ({
      day,
      signUps: sum(all, 'signUps'),
      confirmed: sum(all, 'confirmed'),
      emails: sum(all, 'emails'),
      modulesDone: sum(all, 'modulesDone'),
    }))
}

/** The error of people's guesses about each other, if there are enough guesses. */
function perception(journey: JourneyReport): Html {
  const tables = perceptionTables(journey).map(({ title, ...rest }) => ({ ...rest, caption: title }))
  const { closings } = journey.perception
  return html`${tables.length > 0 && withTables(closings.length > 0 && perceptionChart(journey.perception), tables)}`
}

function charts(report: Report): Html {
  const { journeys, account } = report
  const days = allDays(journeys)
  const funnels = journeys.map(journey => {
    const shares = journeyTables(journey, false).find(({ columns }) => columns.includes('share done'))
    return html`<h3 class="govuk-heading-s">${journey.title}</h3>
${shares && withTable(funnelChart(journey.modules), { ...shares, caption: `shares done of ${journey.title}` })}
${perception(journey)}`
  })
  return html`<div class="app-columns">
${withTable(signUpChart(report, days), {
  caption: 'sign-ups a day',
  columns: ['day', 'asked', 'confirmed'],
  rows: days.map(({ day, signUps, confirmed }) => [day, signUps, confirmed]),
})}
${withTable(emailChart(report, days), {
  caption: 'emails a day',
  columns: ['day', 'emails', 'modules done'],
  rows: days.map(({ day, emails, modulesDone }) => [day, emails, modulesDone]),
})}
${withTable(deliveryChart(report, account.days), {
  caption: 'delivery a day',
  columns: ['day', 'bounced for good', 'bounced in passing', 'complaints'],
  rows: account.days.map(one => [one.day, one.bouncedForGood, one.bouncedInPassing, one.complained]),
})}
<div class="app-card">${reportTables(report, false)
    .filter(({ of, title }) => of === 'all' || title === 'Delivery')
    .map(reportTable)}</div>
</div>
${funnels}`
}
