import * as z from 'zod/mini'
import { zonedAt } from './zone-days.ts'

/**
 * Whether the platform knows a time zone by this name: `Europe/Kyiv`, `UTC`, `Etc/GMT+3`, whatever a name is called
 * today. `Intl.supportedValuesOf` lists one name a zone (ECMA-402, 6.5), so it is no list of all that are accepted. Days
 * are counted by Temporal, which also takes a moment for its zone; Intl writes them, and takes names and offsets alone.
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
 * Whose clock counts where no published journey says, as for somebody who has confirmed nothing yet: that of no country, so
 * that it is nobody's by mistake, and a time that is told by it can be turned into any other.
 */
export const zoneWithoutJourney = 'UTC'

/** The name of a time zone, kept as it was written. */
export const TimeZone = z
  .string()
  .check(z.refine(isTimeZone, 'A time zone that Intl and Temporal know, such as Europe/London.'))
