import { counted, formatNumber } from '../../operator/command/format.ts'
import type { Forecast } from './forecast.ts'

/** 95 of 100 estimates are off by at most this many standard errors. */
const standardErrors = 1.96

/** A number of people, and the margin of error: 0 if everybody was examined. */
export interface Estimate {
  people: number
  within: number
}

/**
 * Estimates the number of all people from a sample. The error is Agresti and Coull's, which also holds for small
 * numbers and zero.
 */
export function estimate(count: number, { all, looked }: Pick<Forecast, 'all' | 'looked'>): Estimate {
  if (looked >= all) return { people: count, within: 0 }
  const share = (count + 2) / (looked + 4)
  const error = Math.sqrt(((share * (1 - share)) / (looked + 4)) * (1 - looked / all))
  return { people: Math.round((count * all) / looked), within: Math.ceil(standardErrors * error * all) }
}

/** Such as `about 12,400 (within 380)`. */
const about = (words: string, { within }: Estimate): string =>
  `about ${words} (within ${formatNumber(within)})`

/** Such as `nobody`, `1 person`, `about 12,400 people (within 380)`. */
export function peopleInWords(estimate: Estimate): string {
  const { people, within } = estimate
  if (people === 0) return within === 0 ? 'nobody' : `nobody (or ${formatNumber(within)} at most)`
  const words = counted(people, 'person', 'people')
  return within === 0 ? words : about(words, estimate)
}

/** Like `peopleInWords`, without the noun: `12`, `about 12,400 (within 380)`. */
export function countInWords(estimate: Estimate): string {
  const { people, within } = estimate
  return within === 0 ? formatNumber(people) : about(formatNumber(people), estimate)
}
