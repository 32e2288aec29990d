import type { Wait } from '../domain/journey.ts'

const max = { hour: 240, day: 366, week: 52 } as const

/** Examples of waits, for messages to authors. */
export const waitExamples = '"at once", "12 hours", "3 days" or "2 weeks"'

/**
 * Parses a wait as authors write it. Undefined if it cannot be read or is longer than a year (240 hours, if given in
 * hours).
 */
export function parseWait(text: string): Wait | undefined {
  if (text.trim() === 'at once') return { days: 0 }
  const [, digits, unit] = /^(\d{1,3}) (hour|day|week)s?$/.exec(text.trim()) ?? []
  if (unit !== 'hour' && unit !== 'day' && unit !== 'week') return undefined
  const count = Number(digits)
  if (count > max[unit]) return undefined
  return unit === 'hour' ? { hours: count } : { days: unit === 'week' ? count * 7 : count }
}

/** A wait in hours, counting a day as 24, for comparison. */
export const hoursOf = (wait: Wait): number => ('hours' in wait ? wait.hours : wait.days * 24)

/** Doubles a wait. */
export const twice = (wait: Wait): Wait =>
  'hours' in wait ? { hours: wait.hours * 2 } : { days: wait.days * 2 }

/** Formats a wait as an author would write it. */
export function waitInWords(wait: Wait): string {
  const [count, unit] = 'hours' in wait ? [wait.hours, 'hour'] : [wait.days, 'day']
  return count === 0 ? 'at once' : `${count} ${unit}${count === 1 ? '' : 's'}`
}
