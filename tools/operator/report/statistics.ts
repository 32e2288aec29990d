import type { DailyStatistics } from '../../../shared/store/daily-statistics.ts'
import { type StatisticsByName, sumOfStatistics } from '../../../shared/store/statistics.ts'

/** The statistics of some days, summed by name. */
export type Statistics = StatisticsByName

/** All that happened on these days. */
export const sumOfDays = (days: readonly DailyStatistics[]): Statistics =>
  sumOfStatistics(days.map(({ statistics }) => statistics))

/** The count with this name; 0 if there is none. */
export const countOf = (statistics: Statistics, name: string): number => statistics[name] ?? 0

/** Counts whose names have this prefix, by the rest of the name, such as a module's id. */
export function under(statistics: Statistics, prefix: string): Map<string, number> {
  const entries = Object.entries(statistics).filter(([name]) => name.startsWith(prefix))
  return new Map(entries.map(([name, count]) => [name.slice(prefix.length), count]))
}

/** The sum of counts whose names have this prefix. */
export const total = (statistics: Statistics, prefix: string): number =>
  [...under(statistics, prefix).values()].reduce((all, count) => all + count, 0)
