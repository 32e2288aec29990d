import { day as dayLength } from '../../../shared/domain/duration.ts'
import { utcDay } from '../../../shared/domain/utc-day.ts'
import type { Html } from '../../../shared/web/html.ts'
import { barChart, columnChart } from '../charts/bars.ts'
import type { Bar } from '../charts/figure.ts'
import { circleCharts } from './circle-charts.ts'
import type { PerceptionReport } from './perception.ts'
import type { DayReport, JourneyReport, ModuleReport, Report, TroubleDay } from './report.ts'
import { durationWords } from './tables.ts'

/** With more days than this, the charts are by month. */
const maxDays = 62

/** Every day of the period, including those without data, so that the time axis has no gaps. */
function daysBetween(from: string, to: string): string[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / dayLength) + 1
  return Array.from({ length: count }, (_, i) => utcDay(Date.parse(from) + i * dayLength))
}

type Period = Pick<Report, 'from' | 'to'>

/** One bar per day, or per month in a long period. */
function overTime<T extends { day: string }>(
  { from, to }: Period,
  known: readonly T[],
  series: readonly ((day: T) => number)[],
): Bar[] {
  const days = daysBetween(from, to)
  const length = days.length > maxDays ? 7 : 10
  const ofLabel = Map.groupBy(known, ({ day }) => day.slice(0, length))
  return [...new Set(days.map(day => day.slice(0, length)))].map(label => ({
    label,
    values: series.map(value => (ofLabel.get(label) ?? []).reduce((sum, day) => sum + value(day), 0)),
  }))
}

/** How many people reach each module. */
export const funnelChart = (modules: readonly ModuleReport[]): Html =>
  barChart({
    title: 'From the email to done, of all who were emailed until the last day',
    series: ['done', 'not done yet'],
    bars: modules.map(({ title, untilLastDay: { emailed, done } }) => ({
      label: title,
      values: [done, emailed - done],
    })),
  })

/**
 * The share of the modules emailed in a week that is done. Weeks are comparable, the last ones only after people have
 * had time.
 */
const cohortChart = ({ cohorts }: JourneyReport): Html =>
  columnChart({
    title: 'Modules by the week in which they were emailed',
    series: ['done', 'not done yet'],
    bars: cohorts.map(({ week, emailed, done }) => ({ label: week, values: [done, emailed - done] })),
  })

/** Confirmed sign-ups by day or month. People may sign up on one day and confirm on another. */
export const signUpChart = (period: Period, days: readonly DayReport[]): Html =>
  columnChart({
    title: 'Sign-ups that were confirmed',
    series: ['confirmed'],
    bars: overTime(period, days, [({ confirmed }) => confirmed]),
  })

/** Emails sent by day or month. */
export const emailChart = (period: Period, days: readonly DayReport[]): Html =>
  columnChart({
    title: 'Emails',
    series: ['emails'],
    bars: overTime(period, days, [({ emails }) => emails]),
  })

/** Problems of sent emails. */
export const deliveryChart = (period: Period, days: readonly TroubleDay[]): Html =>
  columnChart({
    title: 'Emails that came back or were complained about',
    series: ['bounced for good', 'bounced in passing', 'complaints'],
    bars: overTime(period, days, [
      ({ bouncedForGood }) => bouncedForGood,
      ({ bouncedInPassing }) => bouncedInPassing,
      ({ complained }) => complained,
    ]),
  })

function remindersChart(modules: readonly ModuleReport[]): Html {
  const max = Math.max(1, ...modules.map(({ doneAfterReminders }) => doneAfterReminders.length))
  const series = Array.from({ length: max }, (_, i) => (i === 0 ? 'before any reminder' : `after ${i}`))
  return barChart({
    title: 'What reminders brought',
    series,
    bars: modules.map(({ title, doneAfterReminders }) => ({
      label: title,
      values: series.map((_, i) => doneAfterReminders[i] ?? 0),
    })),
  })
}

/** The error of people's guesses about each other, one column per closing. */
export const perceptionChart = ({ closings }: PerceptionReport): Html =>
  columnChart({
    title: 'Perception gap at each closing, in tenths',
    series: ['tenths out'],
    bars: closings.map(({ day, meanOff }) => ({ label: day, values: [meanOff] })),
  })

/** The charts of one journey. */
export const journeyCharts = (period: Period, journey: JourneyReport): Html[] => {
  const { modules, days, cohorts, finishedWithin, circles, perception } = journey
  return [
    funnelChart(modules),
    ...(cohorts.length > 0 ? [cohortChart(journey)] : []),
    remindersChart(modules),
    barChart({
      title: 'How long the whole journey took',
      series: ['people'],
      bars: finishedWithin.map(({ within, people }) => ({ label: durationWords(within), values: [people] })),
    }),
    signUpChart(period, days),
    emailChart(period, days),
    ...circleCharts(circles),
    ...(perception.closings.length > 0 ? [perceptionChart(perception)] : []),
  ]
}
