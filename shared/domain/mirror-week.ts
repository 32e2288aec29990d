import type { Instant } from './ids.ts'
import { london } from './london.ts'
import { daysOf, weekdayOf } from './zone-days.ts'

/** What people answered is counted on Mondays at 23:00. */
const closingHour = 23

/** The latest Monday night, by London's clock, at which what people answered was to be counted. */
export function lastMondayNight(now: Instant): Instant {
  const days = daysOf(london)
  const today = days.dayAt(now)
  const monday = today - weekdayOf(today)
  const night = days.hourOf(monday, closingHour)
  return night > now ? days.hourOf(monday - 7, closingHour) : night
}
