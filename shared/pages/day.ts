import type { CalendarDay, TimeOfDay } from '../domain/preferences.ts'

/** When the next email is expected, as people say it. */
export interface NextEmail {
  day: CalendarDay
  part: TimeOfDay
  /** Whether the day is in another year than today, and is to be said with it. */
  isAnotherYear: boolean
}

/**
 * A calendar day in words: `Wednesday 2 December`, and with its year, `Friday 1 January 2027`, if that is another one. A day
 * has no zone, so it is read and written in UTC.
 */
export function dayInWords(
  language: string,
  { day, isAnotherYear }: Pick<NextEmail, 'day' | 'isAnotherYear'>,
): string {
  const parts = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const
  const write = (also: { year?: 'numeric' }) =>
    new Intl.DateTimeFormat(language, { ...parts, ...also }).format(new Date(`${day}T00:00:00Z`))
  const short = write({})
  if (!isAnotherYear) return short
  const whole = write({ year: 'numeric' })
  // English has a comma in the one and none in the other; some languages have it in both.
  return short.includes(',') ? whole : whole.replace(',', '')
}
