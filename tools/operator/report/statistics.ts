import type { DailyStatistics } from '../../../shared/store/daily-statistics.ts'
import { type StatisticsByName, sumOfStatistics } from '../../../shared/store/statistics.ts'

/** Figures of some days, summed by name. */
export type Statistics = StatisticsByName

/** All that happened on these days. */
export const sumOfDays = (days: readonly DailyStatistics[]): Statistics =>
  sumOfStatistics(days.map(({ statistics }) => statistics))

/** How often something happened; 0 where nobody counted it. */
export const countOf = (statistics: Statistics, name: string): number => statistics[name] ?? 0

/** Figures whose names begin so, by what comes after, such as a module's id. */
export function under(statistics: Statistics, prefix: string): Map<string, number> {
  const entries = Object.entries(statistics).filter(([name]) => name.startsWith(prefix))
  return new Map(entries.map(([name, count]) => [name.slice(prefix.length), count]))
}

/** The sum of figures whose names begin so. */
export const total = (statistics: Statistics, prefix: string): number =>
  [...under(statistics, prefix).values()].reduce((all, count) => all + count, 0)
