import type { CalendarDay, TimeOfDay } from '../domain/preferences.ts'

/** The day of the next email. */
export interface NextEmail {
  day: CalendarDay
  part: TimeOfDay
  /** Whether the day is in another year than today, so that the year has to be shown. */
  isAnotherYear: boolean
}

/**
 * A calendar day in words: `Wednesday 2 December`, or `Friday 1 January 2027` if the year has to be shown. A day has
 * no zone, so it is parsed and formatted in UTC.
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
  // English uses a comma in only one of the two formats; some languages use it in both.
  return short.includes(',') ? whole : whole.replace(',', '')
}
