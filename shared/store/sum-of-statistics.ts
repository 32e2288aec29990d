/** Counts, each under its name. */
export type StatisticsByName = Readonly<Record<string, number>>

/** The sum of figures, name by name. */
export function sumOfStatistics(all: Iterable<StatisticsByName>): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const statistics of all)
    for (const [name, count] of Object.entries(statistics)) sums[name] = (sums[name] ?? 0) + count
  return sums
}
