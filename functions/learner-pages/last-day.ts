import { day } from '../../shared/domain/duration.ts'
import type { Instant } from '../../shared/domain/ids.ts'
import type { CalendarDay } from '../../shared/domain/preferences.ts'
import { calendarDay } from '../../shared/domain/schedule.ts'

/** The last whole day before a moment, in a zone. */
export const lastDayBefore = (moment: Instant, zone: string): CalendarDay => calendarDay(moment - day, zone)

/** The last day to answer, in a zone; undefined once it has passed, so that nobody is asked to act by a past day. */
export function lastDayToAnswer(until: Instant, now: Instant, zone: string): CalendarDay | undefined {
  const last = lastDayBefore(until, zone)
  return last < calendarDay(now, zone) ? undefined : last
}
