import type { Instant } from './ids.ts'
import { london } from './london.ts'
import { daysOf, weekdayOf } from './zone-days.ts'

/** Answers are counted on Mondays at this hour, London time. */
const closingHour = 23

/** The last Monday 23:00 London time: the latest closing that should have happened. */
export function lastMondayNight(now: Instant): Instant {
  const days = daysOf(london)
  const today = days.dayAt(now)
  const monday = today - weekdayOf(today)
  const night = days.hourOf(monday, closingHour)
  return night > now ? days.hourOf(monday - 7, closingHour) : night
}
