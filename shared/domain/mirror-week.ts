import type { Instant } from './ids.ts'
import { london } from './london.ts'
import { daysOf, weekdayOf } from './zone-days.ts'

/** What people answered is counted on Mondays at 23:00. */
const closingHour = 23

/** The last Monday 23:00 London time: the latest closing that should have happened. */
export function lastMondayNight(now: Instant): Instant {
  const days = daysOf(london)
  const today = days.dayAt(now)
  const monday = today - weekdayOf(today)
  const night = days.hourOf(monday, closingHour)
  return night > now ? days.hourOf(monday - 7, closingHour) : night
}
