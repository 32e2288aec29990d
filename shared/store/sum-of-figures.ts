/** Counts, each under its name. */
export type FiguresByName = Readonly<Record<string, number>>

/** The sum of figures, name by name. */
export function sumOfFigures(all: Iterable<FiguresByName>): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const figures of all)
    for (const [name, count] of Object.entries(figures)) sums[name] = (sums[name] ?? 0) + count
  return sums
}
