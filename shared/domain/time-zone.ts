import * as z from 'zod/mini'
import { zonedAt } from './zone-days.ts'

/**
 * Whether the platform knows a time zone by this name, current or historical: `Europe/Kyiv`, `UTC`, `Etc/GMT+3`.
 * `Intl.supportedValuesOf` lists one name for each zone (ECMA-402, 6.5), so it does not list all accepted names.
 * Temporal, which counts the days, also accepts a timestamp as a zone; Intl accepts only names and offsets.
 */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    zonedAt(0, name)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/**
 * The zone when no published journey gives one, as for a person who has confirmed nothing yet. UTC belongs to no
 * country, and a time in it can be converted into any other zone.
 */
export const zoneWithoutJourney = 'UTC'

/** The name of a time zone, kept as it was written. */
export const TimeZone = z
  .string()
  .check(z.refine(isTimeZone, 'A time zone that Intl and Temporal know, such as Europe/London.'))
