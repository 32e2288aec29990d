import type { CalendarDay, PartOfDay } from '../domain/preferences.ts'

/** When the next email is expected, as people say it. */
export interface NextEmail {
  day: CalendarDay
  part: PartOfDay
}

/** A calendar day in words: `Wednesday 2 December`. A day has no zone, so it is read and written in UTC. */
export const dayInWords = (language: string, day: CalendarDay): string =>
  new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
