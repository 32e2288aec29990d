import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextEmail } from '../../functions/learner-pages/next-email.ts'

const london = (at: string) => nextEmail(Date.parse(at), Date.parse('2026-01-01T12:00Z'), 'Europe/London')

describe('when the next email comes', () => {
  it.each([
    ['2026-12-02T05:00:00Z', '2026-12-02', 'early'],
    ['2026-12-02T08:00:00Z', '2026-12-02', 'daytime'],
    ['2026-12-02T21:59:59Z', '2026-12-02', 'evening'],
    ['2026-12-02T22:00:00Z', '2026-12-02', 'night'],
    ['2026-12-03T04:59:00Z', '2026-12-03', 'small-hours'],
    ['2026-12-03T00:00:00Z', '2026-12-03', 'small-hours'],
    ['2026-07-01T04:00:00Z', '2026-07-01', 'early'],
    ['2026-03-29T00:30:00Z', '2026-03-29', 'small-hours'],
  ])('%s is %s, %s', (at, day, part) => {
    expect(london(at)).toEqual({ day, part, isAnotherYear: false })
  })

  it('is in another year by the clock of the journey', () => {
    expect(london('2027-01-01T08:00:00Z')?.isAnotherYear).toBe(true)
    expect(london('2027-01-01T02:00:00Z')).toMatchObject({ day: '2027-01-01', isAnotherYear: true })
  })

  it('is not said of a moment that has come', () => {
    expect(nextEmail(1000, 1000, 'Europe/London')).toBeUndefined()
    expect(nextEmail(undefined, 0, 'Europe/London')).toBeUndefined()
  })

  it('can be said of any moment in any zone', () => {
    const moment = fc.integer({ min: 1, max: Date.parse('2100-01-01') })
    const zone = fc.constantFrom('Europe/London', 'Pacific/Apia', 'Asia/Kathmandu', 'America/St_Johns')
    fc.assert(
      fc.property(moment, zone, (at, name) => {
        expect(nextEmail(at, 0, name)?.day).toMatch(/^\d{4}-\d\d-\d\d$/)
      }),
    )
  })
})
