import { Temporal } from 'temporal-polyfill'
import type { Instant } from './ids.ts'

const zone = 'Europe/London'
/** Monday at 23:00. */
const closing = { weekday: 1, hour: 23 }

/** The latest Monday night, by London's clock, at which what people answered was to be counted. */
export function lastMondayNight(now: Instant): Instant {
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone)
  const monday = local.subtract({ days: (local.dayOfWeek - closing.weekday + 7) % 7 })
  const night = monday.withPlainTime({ hour: closing.hour })
  return (night.epochMilliseconds > now ? night.subtract({ weeks: 1 }) : night).epochMilliseconds
}
