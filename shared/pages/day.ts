import type { CalendarDay, TimeOfDay } from '../domain/preferences.ts'

/** When the next email is expected, as people say it. */
export interface NextEmail {
  day: CalendarDay
  part: TimeOfDay
  /** Whether the day is in another year than today, and is to be said with it. */
  isAnotherYear: boolean
}

/** A calendar day in words: `Wednesday 2 December`, and with its year if that is another one. A day has no zone, so it is read and written in UTC. */
export const dayInWords = (
  language: string,
  { day, isAnotherYear }: Pick<NextEmail, 'day' | 'isAnotherYear'>,
): string =>
  new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(isAnotherYear && { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
