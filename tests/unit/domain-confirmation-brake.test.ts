import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBounceStorm, slowedTo, withoutTallies } from '../../shared/domain/confirmation-brake.ts'
import { day, minute } from '../../shared/domain/duration.ts'

describe('a bounce storm', () => {
  it.each([
    { sent: 99, bounced: 99 },
    { sent: 100, bounced: 4 },
    { sent: 1000, bounced: 30 },
    { sent: 0, bounced: 0 },
  ])('is not told by %o', tally => expect(isBounceStorm(tally)).toBe(false))

  it.each([
    { sent: 100, bounced: 5 },
    { sent: 1000, bounced: 31 },
  ])('is told by %o', tally => expect(isBounceStorm(tally)).toBe(true))

  it('is somebody else’s where it is theirs alone', () => {
    const all = { sent: 1000, bounced: 60 }
    expect(isBounceStorm(withoutTallies(all, [{ sent: 100, bounced: 55 }]))).toBe(false)
    expect(withoutTallies({ sent: 1, bounced: 1 }, [all])).toEqual({ sent: 0, bounced: 0 })
  })
})

const storm = fc
  .record({ sent: fc.integer({ min: 100, max: 1e6 }), share: fc.double({ min: 0.031, max: 1, noNaN: true }) })
  .map(({ sent, share }) => ({ sent, bounced: Math.max(5, Math.ceil(sent * share)) }))
  .filter(isBounceStorm)

describe('confirmations in a storm', () => {
  it('never go out more seldom than once a minute', () => {
    fc.assert(
      fc.property(storm, fc.nat(1e8), (told, sent) => {
        expect(slowedTo(told, told, sent)).toBeLessThanOrEqual(minute)
        expect(slowedTo(told, told, sent)).toBeGreaterThan(0)
      }),
    )
  })

  it('keep the bounces below 2 % of the account’s emails, beyond one a minute', () => {
    fc.assert(
      fc.property(storm, fc.nat(1e8), (told, sent) => {
        const apart = slowedTo(told, told, sent)
        const bounces = (day / apart) * (told.bounced / told.sent)
        if (apart < minute) expect(told.bounced + bounces).toBeLessThanOrEqual(0.02 * sent * 1.0001)
      }),
    )
  })
})
