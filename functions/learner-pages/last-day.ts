import { day } from '../../shared/domain/duration.ts'
import type { Instant } from '../../shared/domain/ids.ts'
import type { CalendarDay } from '../../shared/domain/preferences.ts'
import { calendarDay } from '../../shared/domain/schedule.ts'

/**
 * The last whole day before a moment, in a zone; undefined once it has passed, so that no page names a past day as one
 * to come.
 */
export function lastDayAhead(until: Instant, now: Instant, zone: string): CalendarDay | undefined {
  const last = calendarDay(until - day, zone)
  return last < calendarDay(now, zone) ? undefined : last
}
