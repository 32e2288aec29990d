import type { Instant } from '../../shared/domain/ids.ts'
import { partsOfDay } from '../../shared/domain/preferences.ts'
import { hoursOfPart } from '../../shared/domain/schedule.ts'
import { calendarDayOf, zonedAt } from '../../shared/domain/zone-days.ts'
import type { NextEmail } from '../../shared/pages/day.ts'

const yearAt = (at: Instant, zone: string): number => zonedAt(at, zone).year

/**
 * A future moment in words. Its day is the calendar day, as for the limit of one email a day and for breaks.
 * @returns undefined if it is not in the future: the email is on its way.
 */
export function nextEmail(at: Instant | undefined, now: Instant, zone: string): NextEmail | undefined {
  if (at === undefined || at <= now) return undefined
  const time = zonedAt(at, zone)
  const part = partsOfDay.find(
    name => time.hour >= hoursOfPart[name].from && time.hour < hoursOfPart[name].to,
  )
  const day = calendarDayOf(time)
  return { day, part: part ?? 'small-hours', isAnotherYear: time.year !== yearAt(now, zone) }
}
