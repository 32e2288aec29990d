import type { DailyStatistics } from '../../../shared/store/daily-statistics.ts'
import { doneInWeek, mondayOf, weekOf } from '../../../shared/store/statistics-week.ts'
import { type Statistics, under } from './statistics.ts'

/** How many people were sent a module, and how many of them have done it by the last day of the period. */
export interface Share {
  emailed: number
  done: number
}

/** The people to whom modules were sent in one week. */
export interface Cohort extends Share {
  /** The week's Monday, in UTC. */
  week: string
  modules: Readonly<Record<string, Share>>
}

type Shares = Map<string, Share>

const emailedPrefix = 'event.ModuleEmailed.'

function add(weeks: Map<number, Shares>, week: number, module: string, share: Share): void {
  const modules: Shares = weeks.get(week) ?? new Map()
  const { emailed, done } = modules.get(module) ?? { emailed: 0, done: 0 }
  modules.set(module, { emailed: emailed + share.emailed, done: done + share.done })
  weeks.set(week, modules)
}

/** Adds the statistics of a day to the weeks in which the modules concerned were sent. */
function addDay(weeks: Map<number, Shares>, week: number, statistics: Statistics): void {
  for (const [module, emailed] of under(statistics, emailedPrefix))
    add(weeks, week, module, { emailed, done: 0 })
  for (const [name, done] of under(statistics, doneInWeek)) {
    const end = name.lastIndexOf('.')
    add(weeks, week - Number(name.slice(end + 1)), name.slice(0, end), { emailed: 0, done })
  }
}

/** The sum of shares of distinct people. */
export const sumOfShares = (shares: readonly Share[]): Share => ({
  emailed: shares.reduce((sum, { emailed }) => sum + emailed, 0),
  done: shares.reduce((sum, { done }) => sum + done, 0),
})

/**
 * The people who were sent a module, by week, and whether they have done it since, so that shares are comparable.
 * Weeks are whole: the first one contains the period's first day.
 * @param ever all statistics until the end of the period
 * @param from the period's first day
 */
export function cohortsOf(ever: readonly DailyStatistics[], from: string): Cohort[] {
  const weeks = new Map<number, Shares>()
  for (const { day: of, statistics } of ever) addDay(weeks, weekOf(Date.parse(of)), statistics)
  const first = weekOf(Date.parse(from))
  return [...weeks]
    .filter(([week, modules]) => week >= first && sumOfShares([...modules.values()]).emailed > 0)
    .toSorted(([a], [b]) => a - b)
    .map(([week, modules]) => ({
      week: mondayOf(week),
      ...sumOfShares([...modules.values()]),
      modules: Object.fromEntries(modules),
    }))
}
