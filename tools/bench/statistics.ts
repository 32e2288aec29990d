/** The median. Throws if there are no values. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)]
  if (middle === undefined) throw new Error('There is no median of no figures: nothing was measured.')
  return middle
}

/** A number rounded to this many decimals. */
export const rounded = (figure: number, digits: number): number => Number(figure.toFixed(digits))

/** Milliseconds of processor time, all threads of this process together, since an earlier reading. */
export function processorTime(since?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}
