import { describe, expect, test } from 'vitest'
import {
  type Breaks,
  betweenBreaks,
  endOutsideBreaks,
  type Stretch,
  windowBetweenBreaks,
} from '../../shared/domain/breaks.ts'
import { clockTime, on } from '../support/small-journey.ts'

const stretch = (from: string, to: string): Stretch => ({ from: on(from), to: on(to) })

/** Breaks that recur, such as school holidays. */
const holidays = [
  stretch('2026-12-19 00:00', '2027-01-04 00:00'),
  stretch('2027-01-04 00:00', '2027-01-05 00:00'),
  stretch('2027-02-13 00:00', '2027-02-22 00:00'),
]
const breaks: Breaks = at => holidays.find(({ to }) => at < to)

describe('breaks that recur', () => {
  test.each([
    ['before all of them', '2026-12-18 23:59', '2026-12-18 23:59', '2026-12-19 00:00'],
    [
      'as one begins, with another right behind it',
      '2026-12-19 00:00',
      '2027-01-05 00:00',
      '2027-02-13 00:00',
    ],
    ['between two', '2027-01-20 12:00', '2027-01-20 12:00', '2027-02-13 00:00'],
    ['in the last', '2027-02-20 12:00', '2027-02-22 00:00', undefined],
    ['after all of them', '2027-03-01 12:00', '2027-03-01 12:00', undefined],
  ])('leave time between them, %s', (_when, at, from, to) => {
    const between = betweenBreaks(on(at), breaks)
    expect(clockTime(between.from)).toBe(from)
    expect(between.to).toBe(to === undefined ? Number.POSITIVE_INFINITY : on(to))
  })

  const nights = [
    stretch('2026-12-18 22:00', '2026-12-19 05:00'),
    stretch('2027-01-03 22:00', '2027-01-04 05:00'),
    stretch('2027-01-04 22:00', '2027-01-05 05:00'),
    stretch('2027-02-14 22:00', '2027-02-15 05:00'),
    stretch('2027-02-22 22:00', '2027-02-23 05:00'),
  ]

  test.each([
    ['is cut where one begins', '2026-12-18 12:00', '2026-12-18 22:00', '2026-12-19 00:00'],
    [
      'begins where one is over, and nothing of it was left before',
      '2026-12-19 00:00',
      '2027-01-05 00:00',
      '2027-01-05 05:00',
    ],
    [
      'lies behind one, where the window before lies within it',
      '2027-01-20 12:00',
      '2027-02-22 22:00',
      '2027-02-23 05:00',
    ],
  ])('leave a window that %s', (_what, at, from, to) => {
    const windowAt = (moment: number) => nights.find(night => moment < night.to) ?? expect.fail()
    const window = windowBetweenBreaks(on(at), windowAt, breaks)
    expect([clockTime(window.from), clockTime(window.to)]).toEqual([from, to])
  })

  const day = 24 * 60 * 60 * 1000
  const afterDays = (from: string, days: number) =>
    clockTime(endOutsideBreaks(on(from), at => at + days * day, breaks))

  test('are no silence: its days stand still in them', () => {
    expect(afterDays('2026-12-10 09:00', 3)).toBe('2026-12-13 09:00')
    expect(afterDays('2026-12-17 09:00', 3)).toBe('2027-01-06 09:00')
    expect(afterDays('2026-12-24 09:00', 3)).toBe('2027-01-08 00:00')
    expect(afterDays('2026-12-17 09:00', 50)).toBe('2027-03-03 09:00')
  })
})
