import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day as dayLength, hour as hourLength } from '../../shared/domain/duration.ts'
import {
  type EveryPreference,
  type PreferenceName,
  type Preferences,
  preferencesOf,
  weekdays,
} from '../../shared/domain/preferences.ts'
import {
  addWait,
  calendarDay,
  hoursOfPart,
  nextPreferredTime,
  spreadOverPreferredTime,
  startOfDay,
  startOfNextDay,
} from '../../shared/domain/schedule.ts'
import { aJourney, clockTime, on } from '../support/small-journey.ts'
import { choices } from '../support/wishes.ts'

const prefer = (change: Partial<Preferences>): Preferences => ({ pace: 'as-written', ...change })
const anyTime = prefer({})

describe('the next preferred time', () => {
  const next = (from: string, preferences: Partial<Preferences>, zone = 'Europe/London') =>
    clockTime(nextPreferredTime(on(from, zone), aJourney([], { zone }), prefer(preferences)), zone)

  test.each<[string, string, Partial<Preferences>, string]>([
    ['now, inside the hours of the journey', '2026-11-23 09:17', {}, '2026-11-23 09:17'],
    ['this morning, when they have not begun', '2026-11-23 03:00', {}, '2026-11-23 08:00'],
    ['tomorrow, when they are over: the end is outside', '2026-11-23 20:00', {}, '2026-11-24 08:00'],
    ['on a day of theirs', '2026-11-24 09:00', { days: ['friday'] }, '2026-11-27 08:00'],
    ['a week on, when that day is just over', '2026-11-27 20:00', { days: ['friday'] }, '2026-12-04 08:00'],
    ['early', '2026-11-23 09:00', { parts: ['early'] }, '2026-11-24 05:00'],
    ['in the daytime', '2026-11-23 17:00', { parts: ['daytime'] }, '2026-11-24 08:00'],
    ['in the evening', '2026-11-23 09:00', { parts: ['evening'] }, '2026-11-23 17:00'],
    ['at night', '2026-11-23 09:00', { parts: ['night'] }, '2026-11-23 22:00'],
    ['in the night that is running', '2026-11-24 02:30', { parts: ['night'] }, '2026-11-24 02:30'],
    ['not any more when the night is over', '2026-11-24 05:00', { parts: ['night'] }, '2026-11-24 22:00'],
    [
      'in the small hours of the day after theirs: the night belongs to the evening it began on',
      '2026-11-24 04:59',
      { parts: ['night'], days: ['monday'] },
      '2026-11-24 04:59',
    ],
    [
      'not in the small hours of their own day',
      '2026-11-23 04:00',
      { parts: ['night'], days: ['monday'] },
      '2026-11-23 22:00',
    ],
    ['in the first of two parts', '2026-11-23 23:00', { parts: ['evening', 'early'] }, '2026-11-24 05:00'],
    [
      'from a night into the early hours',
      '2026-11-24 05:00',
      { parts: ['night', 'early'] },
      '2026-11-24 05:00',
    ],
    ['when the break is over', '2026-11-23 09:00', { breakUntil: '2026-12-24' }, '2026-12-24 08:00'],
    [
      'at once when the break was over long ago',
      '2026-11-23 09:00',
      { breakUntil: '2026-11-01' },
      '2026-11-23 09:00',
    ],
    [
      'in a night that was running as the break ended',
      '2026-11-23 09:00',
      { breakUntil: '2026-12-24', parts: ['night'] },
      '2026-12-24 00:00',
    ],
  ])('is %s', (_, from, preferences, expected) => {
    expect(next(from, preferences)).toBe(expected)
  })

  test.each([
    ['London, clocks go forward', 'Europe/London', '2027-03-27 21:00', '2027-03-28 08:00', 10],
    ['London, clocks go back', 'Europe/London', '2026-10-24 21:00', '2026-10-25 08:00', 12],
    ['New York, clocks go forward', 'America/New_York', '2027-03-13 21:00', '2027-03-14 08:00', 10],
    [
      'Lord Howe Island, by half an hour',
      'Australia/Lord_Howe',
      '2026-10-03 21:00',
      '2026-10-04 08:00',
      10.5,
    ],
  ])('%s: eight on the clock stays eight', (_, zone, from, expected, hours) => {
    expect(next(from, {}, zone)).toBe(expected)
    expect(on(expected, zone) - on(from, zone)).toBe(hours * hourLength)
  })

  test('the night of the change in spring ends at five on the clock', () => {
    expect(next('2027-03-28 04:59', { parts: ['night'] })).toBe('2027-03-28 04:59')
    expect(next('2027-03-28 05:00', { parts: ['night'] })).toBe('2027-03-28 22:00')
  })

  test('and so does the night of the change in autumn, an hour longer', () => {
    const twiceOne = Date.parse('2026-10-25T01:30:00Z') // 01:30 on the clock, for the second time
    const journey = aJourney()
    expect(nextPreferredTime(twiceOne, journey, prefer({ parts: ['night'] }))).toBe(twiceOne)
    expect(next('2026-10-25 05:00', { parts: ['night'] })).toBe('2026-10-25 22:00')
  })

  test('hours that a clock change swallows whole are passed over, even for weeks', () => {
    const journey = aJourney([], { days: ['sunday'], hours: { from: 1, to: 2 } })
    const after = nextPreferredTime(on('2027-03-21 02:00'), journey, anyTime)
    expect(clockTime(after)).toBe('2027-04-04 01:00')
  })

  test('a day without a midnight begins when it begins', () => {
    // Santiago goes forward at midnight: the 5th of September 2027 begins at 01:00.
    const zone = 'America/Santiago'
    expect(clockTime(startOfDay('2027-09-05', zone), zone)).toBe('2027-09-05 01:00')
    expect(clockTime(startOfNextDay(on('2027-09-04 23:30', zone), zone), zone)).toBe('2027-09-05 01:00')
  })

  test('a journey that never sends is a mistake that is told', () => {
    const journey = { ...aJourney(), hours: { from: 9, to: 9 } }
    expect(() => nextPreferredTime(on('2026-11-23 09:00'), journey, anyTime)).toThrow(
      /small-things version 1/,
    )
  })
})

describe('a wait', () => {
  const journey = aJourney()
  const waited = (
    from: string,
    wait: { days: number } | { hours: number },
    pace: Preferences['pace'] = 'as-written',
  ) => clockTime(addWait(on(from), wait, journey, prefer({ pace })))

  test.each([
    ['days keep the time on the clock in spring', '2027-03-27 09:17', { days: 1 }, '2027-03-28 09:17'],
    ['and in autumn', '2026-10-24 09:17', { days: 2 }, '2026-10-26 09:17'],
    ['hours are exact in spring', '2027-03-28 00:30', { hours: 1 }, '2027-03-28 02:30'],
    ['and in autumn', '2026-10-25 00:30', { hours: 3 }, '2026-10-25 02:30'],
    ['a time that is skipped is an hour later', '2027-03-27 01:30', { days: 1 }, '2027-03-28 02:30'],
    ['the end of a month is no trouble', '2026-12-31 09:00', { days: 60 }, '2027-03-01 09:00'],
  ])('%s', (_, from, wait, expected) => {
    expect(waited(from, wait)).toBe(expected)
  })

  test('the slower pace waits twice as long', () => {
    expect(waited('2026-11-23 09:00', { days: 3 }, 'slower')).toBe('2026-11-29 09:00')
    expect(waited('2026-11-23 09:00', { hours: 12 }, 'slower')).toBe('2026-11-24 09:00')
  })
})

test('a calendar day is that of the zone', () => {
  expect(calendarDay(Date.parse('2027-06-30T23:30:00Z'), 'Europe/London')).toBe('2027-07-01')
  expect(calendarDay(Date.parse('2027-06-30T23:30:00Z'), 'America/New_York')).toBe('2027-06-30')
})

describe('whatever the moment, the zone and the preferences', () => {
  const zones = [
    'Europe/London',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'America/Santiago',
  ]
  const cases = fc.record({
    // Both clock changes of a year, and all that lies between.
    at: fc.integer({ min: Date.parse('2026-09-01T00:00Z'), max: Date.parse('2027-11-30T00:00Z') }),
    zone: fc.constantFrom(...zones),
    chosen: fc.record({
      ...choices,
      breakUntil: fc.option(fc.constantFrom('2026-10-25', '2027-03-28', '2026-09-05'), { nil: undefined }),
    }),
  })
  const setUp = ({ zone, chosen }: { zone: string; chosen: EveryPreference<PreferenceName> }) => ({
    journey: aJourney([], { zone }),
    preferences: preferencesOf(chosen),
  })

  /** Straight from the words on the page: the hours of a part, on a day of theirs, by the clock on the wall. */
  function isPreferred(at: number, zone: string, { days, parts, breakUntil }: Preferences): boolean {
    const day = calendarDay(at, zone)
    const hour = Number(clockTime(at, zone).slice(11, 13))
    const weekdayOf = (date: string) => weekdays[(new Date(`${date}T12:00Z`).getUTCDay() + 6) % 7]
    const dayBefore = calendarDay(startOfDay(day, zone) - 6 * hourLength, zone)
    const hours = parts?.map(part => hoursOfPart[part]) ?? [{ from: 8, to: 20 }]
    const isOn = (date: string) => (days ?? weekdays).some(one => one === weekdayOf(date))
    const today = isOn(day) && hours.some(({ from, to }) => hour >= from && hour < to)
    const lateLast = isOn(dayBefore) && hours.some(({ to }) => hour < to - 24)
    return (today || lateLast) && (breakUntil === undefined || day >= breakUntil)
  }

  test('the next preferred time is one, is not before, and is where one stays', () => {
    fc.assert(
      fc.property(cases, ({ at, ...rest }) => {
        const { journey, preferences } = setUp(rest)
        const next = nextPreferredTime(at, journey, preferences)
        expect(next).toBeGreaterThanOrEqual(at)
        expect(isPreferred(next, rest.zone, preferences)).toBe(true)
        expect(nextPreferredTime(next, journey, preferences)).toBe(next)
      }),
      { numRuns: 300 },
    )
  })

  test('and no earlier hour would have done', () => {
    fc.assert(
      fc.property(cases, ({ at, ...rest }) => {
        const { journey, preferences } = setUp(rest)
        const next = nextPreferredTime(at, journey, preferences)
        for (let between = at; between < next && between < at + 9 * dayLength; between += 1_800_000)
          expect(isPreferred(between, rest.zone, preferences)).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  test('people who were held back are spread within that same time', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0, max: 0.999, noNaN: true }), ({ at, ...rest }, share) => {
        const { journey, preferences } = setUp(rest)
        const next = nextPreferredTime(at, journey, preferences)
        const spread = spreadOverPreferredTime(at, journey, preferences, share)
        expect(spread).toBeGreaterThanOrEqual(next)
        expect(spread - next).toBeLessThan(dayLength)
        expect(isPreferred(spread, rest.zone, preferences)).toBe(true)
        if (share === 0) expect(spread).toBe(next)
      }),
      { numRuns: 200 },
    )
  })
})
