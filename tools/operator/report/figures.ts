import type { DailyFigures } from '../../../shared/store/daily-figures.ts'
import { type FiguresByName, sumOfFigures } from '../../../shared/store/sum-of-figures.ts'

/** Figures of some days, summed by name. */
export type Figures = FiguresByName

/** All that happened on these days. */
export const sumOfDays = (days: readonly DailyFigures[]): Figures =>
  sumOfFigures(days.map(({ figures }) => figures))

/** How often something happened; 0 where nobody counted it. */
export const countOf = (figures: Figures, name: string): number => figures[name] ?? 0

/** Figures whose names begin so, by what comes after, such as a module's id. */
export function under(figures: Figures, prefix: string): Map<string, number> {
  const entries = Object.entries(figures).filter(([name]) => name.startsWith(prefix))
  return new Map(entries.map(([name, count]) => [name.slice(prefix.length), count]))
}

/** The sum of figures whose names begin so. */
export const total = (figures: Figures, prefix: string): number =>
  [...under(figures, prefix).values()].reduce((all, count) => all + count, 0)
