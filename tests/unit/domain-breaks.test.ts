import { describe, expect, test } from 'vitest'
import {
  afterBreak,
  type Breaks,
  outsideBreaks,
  type Stretch,
  stoodStill,
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
    ['before all of them', '2026-12-18 23:59', '2026-12-18 23:59'],
    ['as one begins, with another right behind it', '2026-12-19 00:00', '2027-01-05 00:00'],
    ['between two', '2027-01-20 12:00', '2027-01-20 12:00'],
    ['in the last', '2027-02-20 12:00', '2027-02-22 00:00'],
    ['after all of them', '2027-03-01 12:00', '2027-03-01 12:00'],
  ])('are over, %s', (_when, at, over) => {
    expect(clockTime(afterBreak(on(at), breaks))).toBe(over)
  })

  test.each([
    [
      'all, where none begins in it',
      ['2026-12-17 22:00', '2026-12-18 05:00'],
      '2026-12-17 22:00',
      '2026-12-18 05:00',
    ],
    [
      'up to one, in the night before it',
      ['2026-12-18 22:00', '2026-12-19 05:00'],
      '2026-12-18 22:00',
      '2026-12-19 00:00',
    ],
    ['what is behind one', ['2027-02-21 22:00', '2027-02-22 05:00'], '2027-02-22 00:00', '2027-02-22 05:00'],
    ['nothing within one', ['2027-02-15 08:00', '2027-02-15 20:00'], undefined, undefined],
  ] as const)('leave of a window %s', (_what, [from, to], begins, ends) => {
    const left = outsideBreaks(stretch(from, to), breaks)
    expect(left && [clockTime(left.from), clockTime(left.to)]).toEqual(begins && [begins, ends])
  })

  const day = 24 * 60 * 60 * 1000
  const afterDays = (from: string, days: number) =>
    clockTime(stoodStill(on(from), at => at + days * day, breaks))

  test('are no silence: its days stand still in them', () => {
    expect(afterDays('2026-12-10 09:00', 3)).toBe('2026-12-13 09:00')
    expect(afterDays('2026-12-17 09:00', 3)).toBe('2027-01-06 09:00')
    expect(afterDays('2026-12-24 09:00', 3)).toBe('2027-01-08 00:00')
    expect(afterDays('2026-12-17 09:00', 50)).toBe('2027-03-03 09:00')
  })
})
