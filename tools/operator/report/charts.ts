import { day as dayLength } from '../../../shared/domain/duration.ts'
import { utcDay } from '../../../shared/domain/utc-day.ts'
import type { Html } from '../../../shared/web/html.ts'
import { barChart, columnChart } from '../charts/bars.ts'
import type { Bar } from '../charts/figure.ts'
import { circleCharts } from './circle-charts.ts'
import type { PerceptionReport } from './perception.ts'
import type { DayReport, JourneyReport, ModuleReport, Report, TroubleDay } from './report.ts'
import { durationWords } from './tables.ts'

/** More days than this are shown by the month. */
const maxDays = 62

/** Every day from one to another, those of which nothing is known too: time goes on without news. */
function daysBetween(from: string, to: string): string[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / dayLength) + 1
  return Array.from({ length: count }, (_, i) => utcDay(Date.parse(from) + i * dayLength))
}

type Period = Pick<Report, 'from' | 'to'>

/** One bar a day, or a month where there are many days. */
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

/** How far people come, module by module. */
export const funnelChart = (modules: readonly ModuleReport[]): Html =>
  barChart({
    title: 'From the email to done, of all who were emailed until the last day',
    series: ['done', 'not done yet'],
    bars: modules.map(({ title, untilLastDay: { emailed, done } }) => ({
      label: title,
      values: [done, emailed - done],
    })),
  })

/** Of what was emailed in a week, how much is done: weeks can be compared, the last ones once people have had the time. */
const cohortChart = ({ cohorts }: JourneyReport): Html =>
  columnChart({
    title: 'Modules by the week in which they were emailed',
    series: ['done', 'not done yet'],
    bars: cohorts.map(({ week, emailed, done }) => ({ label: week, values: [done, emailed - done] })),
  })

/** Who confirmed a sign-up, a bar a day or month: many sign up on one day, and confirm on another. */
export const signUpChart = (period: Period, days: readonly DayReport[]): Html =>
  columnChart({
    title: 'Sign-ups that were confirmed',
    series: ['confirmed'],
    bars: overTime(period, days, [({ confirmed }) => confirmed]),
  })

/** Emails that went out, a bar a day or month. */
export const emailChart = (period: Period, days: readonly DayReport[]): Html =>
  columnChart({
    title: 'Emails',
    series: ['emails'],
    bars: overTime(period, days, [({ emails }) => emails]),
  })

/** What went wrong with emails that went out. */
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

/** How far people were off about each other, a column a closing. */
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
