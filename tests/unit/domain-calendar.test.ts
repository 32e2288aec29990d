import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { day, hour, minute } from '../../shared/domain/duration.ts'
import type { Instant } from '../../shared/domain/ids.ts'
import {
  addWait,
  calendarDay,
  startOfDay,
  startOfNextDay,
  startOfSameDay,
} from '../../shared/domain/schedule.ts'
import { daysOf, numberOfDay, weekdayOf } from '../../shared/domain/zone-days.ts'
import { aJourney, clockTime, on } from '../support/small-journey.ts'

const earliest = Date.parse('1970-01-02T00:00Z')
const latest = Date.parse('2199-12-31T00:00Z')

const zonesOfPlaces = Intl.supportedValuesOf('timeZone')
const fixedZones = ['UTC', 'Etc/GMT+12', 'Etc/GMT-14', '+05:45', '-03:30', '+23:59', '-23:59']

/** Where clocks change by an unusual amount or at an unusual time, or a day is left out. */
const unusual = [
  ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
  ['Australia/Lord_Howe', '2027-04-03T15:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z'],
  ['Pacific/Kwajalein', '1993-08-21T12:00Z'],
  ['Pacific/Kiritimati', '1994-12-31T10:00Z'],
  ['America/Santiago', '2027-09-05T04:00Z'],
  ['America/Santiago', '2027-04-04T03:00Z'],
  ['America/St_Johns', '2006-10-29T02:31Z'],
  ['America/St_Johns', '2007-03-11T03:31Z'],
  ['Antarctica/Troll', '2026-03-29T01:00Z'],
  ['Antarctica/Casey', '2010-03-04T15:00Z'],
  ['America/Caracas', '2007-12-09T07:00Z'],
  ['Asia/Pyongyang', '2015-08-14T15:00Z'],
  ['Africa/Cairo', '2010-09-09T22:00Z'],
  ['Europe/London', '2026-10-25T01:00Z'],
] as const

const anyMoment = fc.integer({ min: earliest, max: latest })
const nearby = fc.oneof(
  fc.integer({ min: -2 * day, max: 2 * day }),
  fc.integer({ min: -3 * hour, max: 3 * hour }),
)

const zoned = (at: Instant, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)

/** The first change of clocks after a moment, or the moment in a zone without one. */
const nextChange = (at: Instant, zone: string): Instant =>
  zoned(at, zone).getTimeZoneTransition('next')?.epochMilliseconds ?? at

/** A zone and a moment in it, in two cases of three within two days of a change of clocks. */
const somewhen = fc.oneof(
  fc.record({ zone: fc.constantFrom(...zonesOfPlaces, ...fixedZones), at: anyMoment }),
  fc
    .record({ zone: fc.constantFrom(...zonesOfPlaces), from: anyMoment, by: nearby })
    .map(({ zone, from, by }) => ({ zone, at: Math.min(latest, nextChange(from, zone) + by) })),
  fc
    .record({ place: fc.constantFrom(...unusual), by: nearby })
    .map(({ place: [zone, change], by }) => ({ zone, at: Date.parse(change) + by })),
)

/** What Temporal says, asked anew each time. */
const byTemporal = {
  date: (at: Instant, zone: string) => zoned(at, zone).toPlainDate(),
  startOf: (date: Temporal.PlainDate, zone: string) => date.toZonedDateTime(zone).epochMilliseconds,
  hourOf(date: Temporal.PlainDate, hour: number, zone: string): Instant {
    const plainTime = new Temporal.PlainTime(hour % 24)
    const on = date.add({ days: Math.floor(hour / 24) })
    return on.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds
  },
  daysLater: (at: Instant, days: number, zone: string) => zoned(at, zone).add({ days }).epochMilliseconds,
}

describe('days of a zone are those of Temporal', () => {
  test('the day of a moment, its weekday, its beginning and its end', () => {
    fc.assert(
      fc.property(somewhen, ({ zone, at }) => {
        const date = byTemporal.date(at, zone)
        expect(calendarDay(at, zone)).toBe(date.toString())
        expect(weekdayOf(daysOf(zone).dayAt(at))).toBe(date.dayOfWeek - 1)
        expect(startOfDay(date.toString(), zone)).toBe(byTemporal.startOf(date, zone))
        expect(startOfSameDay(at, zone)).toBe(byTemporal.startOf(date, zone))
        expect(startOfNextDay(at, zone)).toBe(byTemporal.startOf(date.add({ days: 1 }), zone))
      }),
      { numRuns: 1500 },
    )
  })

  test('every hour of it, skipped and repeated ones too, and of the night after', () => {
    fc.assert(
      fc.property(somewhen, ({ zone, at }) => {
        const date = byTemporal.date(at, zone)
        for (let hour = 0; hour <= 29; hour += 1)
          expect(daysOf(zone).hourOf(numberOfDay(date.toString()), hour)).toBe(
            byTemporal.hourOf(date, hour, zone),
          )
      }),
      { numRuns: 500 },
    )
  })

  test('the same time on the clock, days later', () => {
    fc.assert(
      fc.property(somewhen, fc.nat({ max: 732 }), ({ zone, at }, days) => {
        const journey = aJourney([], { zone })
        const later = addWait(at, { days }, journey, { pace: 'as-written' })
        expect(later).toBe(byTemporal.daysLater(at, days, zone))
      }),
      { numRuns: 1000 },
    )
  })

  test('also when the same zone is asked of years far apart, back and forth', () => {
    const moments = fc.array(anyMoment, { minLength: 2, maxLength: 6 })
    fc.assert(
      fc.property(fc.constantFrom(...zonesOfPlaces), moments, (zone, ats) => {
        const further = ats.flatMap(at => [at, Math.min(latest, at + 1024 * day)])
        for (const at of [...further, ...further.toReversed()])
          expect(calendarDay(at, zone)).toBe(byTemporal.date(at, zone).toString())
      }),
      { numRuns: 200 },
    )
  })
})

test('Samoa had no 30th of December 2011: it begins and ends with the 31st', () => {
  const zone = 'Pacific/Apia'
  const last = on('2011-12-29 23:59', zone)
  expect(clockTime(startOfNextDay(last, zone), zone)).toBe('2011-12-31 00:00')
  expect(startOfDay('2011-12-30', zone)).toBe(startOfDay('2011-12-31', zone))
})

test('in St John’s the clocks went back a minute after midnight: for an hour it was the day before once more', () => {
  const zone = 'America/St_Johns'
  const midnight = startOfDay('2006-10-29', zone)
  const minutesLater = (minutes: number) => calendarDay(midnight + minutes * minute, zone)
  expect([-1, 0, 1, 59, 60].map(minutesLater)).toEqual([
    '2006-10-28',
    '2006-10-29',
    '2006-10-28',
    '2006-10-28',
    '2006-10-29',
  ])
})

test('a zone that does not exist is a mistake that is told', () => {
  expect(() => calendarDay(0, 'Europe/Nowhere')).toThrow(RangeError)
})
