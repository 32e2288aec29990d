import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../shared/domain/ids.ts'
import { partsOfDay } from '../../shared/domain/preferences.ts'
import { hoursOfPart } from '../../shared/domain/schedule.ts'
import type { NextEmail } from '../../shared/pages/day.ts'

const yearAt = (at: Instant, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).year

/**
 * A moment to come, as people say it. Small hours belong to the night that began on the evening before.
 * @returns undefined when it has come already: then the email is on its way.
 */
export function nextEmail(at: Instant | undefined, now: Instant, zone: string): NextEmail | undefined {
  if (at === undefined || at <= now) return undefined
  const time = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  for (const [daysBack, hour] of [
    [0, time.hour],
    [1, time.hour + 24],
  ] as const) {
    const part = partsOfDay.find(name => hour >= hoursOfPart[name].from && hour < hoursOfPart[name].to)
    if (!part) continue
    const day = time.toPlainDate().subtract({ days: daysBack })
    return { day: day.toString(), part, isAnotherYear: day.year !== yearAt(now, zone) }
  }
  throw new Error(`No part of the day holds ${time.hour} o'clock: the hours in schedule.ts have a gap.`)
}
