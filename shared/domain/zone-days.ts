import { fromEpochMilliseconds, toZonedDateTimeISO } from 'temporal-polyfill/fns/Instant'
import * as PlainDate from 'temporal-polyfill/fns/PlainDate'
import * as PlainTime from 'temporal-polyfill/fns/PlainTime'
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime'
import { day as dayLength, hour as hourLength } from './duration.ts'
import type { Instant } from './ids.ts'
import type { CalendarDay } from './preferences.ts'

/** A calendar day as the count of days since 1970-01-01. */
export type DayNumber = number

/** Days kept for each zone, about three years. A power of two, so that a day finds its place by its lowest bits. */
const keptDays = 1024
/** In an empty place: further back than Temporal's first day, -100,000,001. */
const noDay = -(2 ** 31)
/** Zones kept at once: 64 tables of 12 KB. With one zone more, all are dropped and made anew. */
const keptZones = 64

/**
 * A moment by the clock of a zone. Here and elsewhere Temporal's functions stand for its classes, because a Lambda function
 * then starts with those that it calls: 20 KB in place of 56.
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
 * When the days of one zone begin. Temporal is asked for the start of each day once; the rest is arithmetic. A day of
 * 24 hours has no change of clocks. On any other day Temporal is asked for each moment.
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

  /** The last day that has begun. */
  #begunAt(at: Instant): DayNumber {
    // No zone is a whole day away from UTC, so that the day is that of UTC or a neighbour of it.
    let day = Math.floor(at / dayLength) + 1
    while (this.startOf(day) > at) day -= 1
    return day
  }

  /** The day in which a moment lies: where clocks go back past midnight, it is the day before for a while once more. */
  dayAt(at: Instant): DayNumber {
    const day = this.#begunAt(at)
    return this.#hasChange(day) ? numberOfDay(calendarDayOf(zonedAt(at, this.#zone))) : day
  }

  /** A wall-clock hour of a day; hours past 24 are the next morning, and an hour that a clock change skips is the next. */
  hourOf(day: DayNumber, hour: number): Instant {
    const on = day + Math.floor(hour / 24)
    if (!this.#hasChange(on)) return this.startOf(on) + (hour % 24) * hourLength
    const at = { timeZone: this.#zone, plainTime: PlainTime.create(hour % 24) }
    return PlainDate.toZonedDateTime(plainDate(on), at).epochMilliseconds
  }

  /** The same time on the clock, so many days later. A time that is skipped is later by as much as the clocks go forward. */
  daysLater(at: Instant, days: number): Instant {
    const day = this.#begunAt(at)
    if (this.#hasChange(day) || this.#hasChange(day + days))
      return ZonedDateTime.addDays(zonedAt(at, this.#zone), days).epochMilliseconds
    return at - this.startOf(day) + this.startOf(day + days)
  }
}

const zones = new Map<string, ZoneDays>()

/** The days of a zone, made at its first use. */
export function daysOf(zone: string): ZoneDays {
  const known = zones.get(zone)
  if (known) return known
  if (zones.size >= keptZones) zones.clear()
  const days = new ZoneDays(zone)
  zones.set(zone, days)
  return days
}
