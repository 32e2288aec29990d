import { fromEpochMilliseconds, toZonedDateTimeISO } from 'temporal-polyfill/fns/Instant'
import * as PlainDate from 'temporal-polyfill/fns/PlainDate'
import * as PlainTime from 'temporal-polyfill/fns/PlainTime'
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime'
import { day as dayLength, hour as hourLength } from './duration.ts'
import type { Instant } from './ids.ts'
import type { CalendarDay } from './preferences.ts'

/** A calendar day as the number of days since 1970-01-01. */
export type DayNumber = number

/** Days cached for each zone: about three years. A power of two, so that a day's lowest bits give its slot. */
const keptDays = 1024
/** Marks an empty slot: earlier than Temporal's first day, -100,000,001. */
const noDay = -(2 ** 31)
/** Zones cached at once: 64 tables of 12 KB. One zone more clears the cache. */
const keptZones = 64

/**
 * A moment in a zone. Temporal's functions are used instead of its classes, because then a Lambda function loads only
 * the functions that it calls: 20 KB instead of 56.
 */
export const zonedAt = (at: Instant, zone: string): ZonedDateTime.Record =>
  toZonedDateTimeISO(fromEpochMilliseconds(at), zone)

/** The number of a calendar day. */
export const numberOfDay = (date: CalendarDay): DayNumber => Date.parse(`${date}T00:00Z`) / dayLength

/** The calendar day of that number. */
export const dayOfNumber = (day: DayNumber): CalendarDay => PlainDate.toString(plainDate(day))

/** The day that a clock shows. */
export const calendarDayOf = (clock: ZonedDateTime.Record): CalendarDay =>
  PlainDate.toString(ZonedDateTime.toPlainDate(clock))

const plainDate = (day: DayNumber): PlainDate.Record =>
  ZonedDateTime.toPlainDate(zonedAt(day * dayLength, 'UTC'))

/** The day of the week: 0 is Monday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: DayNumber): number => (((day + 3) % 7) + 7) % 7

/**
 * The starts of the days of one zone. Temporal is asked once for the start of each day; the rest is arithmetic. A day
 * of 24 hours has no clock change; on any other day Temporal is asked for each moment.
 */
export class ZoneDays {
  readonly #zone: string
  readonly #numbers = new Int32Array(keptDays).fill(noDay)
  readonly #starts = new Float64Array(keptDays)

  constructor(zone: string) {
    this.#zone = zone
  }

  /** The first moment of a day. */
  startOf(day: DayNumber): Instant {
    const place = day & (keptDays - 1)
    if (this.#numbers[place] !== day) {
      this.#starts[place] = PlainDate.toZonedDateTime(plainDate(day), this.#zone).epochMilliseconds
      this.#numbers[place] = day
    }
    return this.#starts[place] as Instant
  }

  #hasChange(day: DayNumber): boolean {
    return this.startOf(day + 1) - this.startOf(day) !== dayLength
  }

  /** The last day that has begun at a moment. */
  #begunAt(at: Instant): DayNumber {
    // No zone is a whole day away from UTC, so the day is that of UTC or one next to it.
    let day = Math.floor(at / dayLength) + 1
    while (this.startOf(day) > at) day -= 1
    return day
  }

  /** The day that contains a moment. If clocks go back past midnight, it is the day before again for a while. */
  dayAt(at: Instant): DayNumber {
    const day = this.#begunAt(at)
    return this.#hasChange(day) ? numberOfDay(calendarDayOf(zonedAt(at, this.#zone))) : day
  }

  /**
   * A wall-clock hour of a day. Hours past 24 are in the next morning; an hour that a clock change skips becomes the
   * next one.
   */
  hourOf(day: DayNumber, hour: number): Instant {
    const on = day + Math.floor(hour / 24)
    if (!this.#hasChange(on)) return this.startOf(on) + (hour % 24) * hourLength
    const at = { timeZone: this.#zone, plainTime: PlainTime.create(hour % 24) }
    return PlainDate.toZonedDateTime(plainDate(on), at).epochMilliseconds
  }

  /** The same wall-clock time a number of days later. A skipped time is later by the length of the gap. */
  daysLater(at: Instant, days: number): Instant {
    const day = this.#begunAt(at)
    if (this.#hasChange(day) || this.#hasChange(day + days))
      return ZonedDateTime.addDays(zonedAt(at, this.#zone), days).epochMilliseconds
    return at - this.startOf(day) + this.startOf(day + days)
  }
}

const zones = new Map<string, ZoneDays>()

/** The cached days of a zone. */
export function daysOf(zone: string): ZoneDays {
  const known = zones.get(zone)
  if (known) return known
  if (zones.size >= keptZones) zones.clear()
  const days = new ZoneDays(zone)
  zones.set(zone, days)
  return days
}
