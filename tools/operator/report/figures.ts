import type { DailyFigures } from '../../../shared/store/daily-figures.ts'

/** Figures of some days, summed by name. */
export type Figures = Readonly<Record<string, number>>

export function sum(days: readonly DailyFigures[]): Figures {
  const sums: Record<string, number> = {}
  for (const { figures } of days)
    for (const [name, count] of Object.entries(figures)) sums[name] = (sums[name] ?? 0) + count
  return sums
}

export const of = (figures: Figures, name: string): number => figures[name] ?? 0

/** Figures whose names begin so, by what comes after, such as a module's id. */
export function under(figures: Figures, prefix: string): Map<string, number> {
  const entries = Object.entries(figures).filter(([name]) => name.startsWith(prefix))
  return new Map(entries.map(([name, count]) => [name.slice(prefix.length), count]))
}

export const total = (figures: Figures, prefix: string): number =>
  [...under(figures, prefix).values()].reduce((all, count) => all + count, 0)
