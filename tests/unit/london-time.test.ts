import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { londonTime } from '../../tools/operator/command/london-time.ts'
import { calendarDay, londonMoment, moment } from '../../tools/operator/operations/values.ts'

const read = (schema: z.ZodMiniType<unknown>, text: string) => {
  const { data, error } = z.safeParse(schema, text)
  return error ? z.prettifyError(error) : data
}

describe('a time by London’s clock', () => {
  test.each([
    ['2026-11-30 08:00', '2026-11-30T08:00:00.000Z'],
    ['2026-11-30T08:00', '2026-11-30T08:00:00.000Z'],
    ['2027-03-29 08:00', '2027-03-29T07:00:00.000Z'],
    ['2026-11-30T08:00Z', '2026-11-30T08:00:00.000Z'],
    ['2026-11-30T09:00+01:00', '2026-11-30T08:00:00.000Z'],
    ['2027-03-28T01:30Z', '2027-03-28T01:30:00.000Z'],
  ])('%s is %s, with its zone or without', (text, at) => {
    expect(read(londonMoment, text)).toBe(Date.parse(at))
  })

  const twiceOrNever = 'London’s clock shows that time twice or never'
  const noTime = 'A time is needed: 2026-11-30 08:00 by London’s clock'
  test.each([
    ['2027-03-28 01:30', twiceOrNever],
    ['2026-10-25 01:30', twiceOrNever],
    ['2027-02-30 08:00', noTime],
    ['2027-02-30T08:00Z', noTime],
    ['tomorrow', noTime],
    ['2026-11-30', noTime],
    ['2026-11-30 24:00', noTime],
    ['2026-11-30 8:00', noTime],
  ])('%s is refused in words', (text, words) => {
    expect(read(londonMoment, text)).toContain(words)
  })

  test('is written as it is read', () => {
    expect(londonTime(Date.parse('2027-03-29T07:00:00Z'))).toBe('Mon 29 Mar 2027 08:00 (London)')
  })
})

test('a day that no calendar has is no day, and no part of a moment', () => {
  expect(read(calendarDay, '2026-02-28')).toBe('2026-02-28')
  expect(read(calendarDay, '2026-02-30')).toContain('A day is needed')
  expect(read(moment, '2026-02-30T09:00Z')).toContain('A moment with its zone is needed')
})
