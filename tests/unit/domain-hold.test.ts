import { describe, expect, test } from 'vitest'
import { minute as minutes } from '../../shared/domain/duration.ts'
import {
  allowanceOf,
  type Breaker,
  type Canary,
  type Hold,
  holdsOn,
  isHeld,
  isTimeToProbe,
  nextForBreaker,
  probed,
} from '../../shared/domain/hold.ts'

const at = Date.parse('2026-11-23T09:00:00Z')
const sample = { id: 'sample', version: 2 }
const journey = { is: 'journey', journeyId: 'sample' } as const

const paused = (scope: Extract<Hold, { by: 'operator' }>['scope']): Hold => ({ by: 'operator', scope })
const stop: Hold = { by: 'account-fault', scope: { is: 'delivery' }, why: 'suspended', since: at }
const breaker: Breaker = {
  ...{ by: 'breaker', scope: { is: 'version', journeyId: 'sample', version: 2 } },
  ...{ since: at, failures: 3, seen: false, failed: false },
}
const canary = (left: number, version = 2): Canary => ({
  ...{ by: 'canary', scope: journey },
  ...{ version, emails: 10, left },
})

describe('a hold', () => {
  test.each<[string, Hold, holds: [delivery: boolean, planning: boolean, journey: boolean]]>([
    ['a pause of delivery', paused({ is: 'delivery' }), [true, false, true]],
    ['a fault of the account', stop, [true, false, true]],
    ['a pause of planning', paused({ is: 'planning' }), [false, true, true]],
    ['a pause of the journey', paused(journey), [false, false, true]],
    ['a pause of another', paused({ is: 'journey', journeyId: 'other' }), [false, false, false]],
    [
      'a recall, which the engine heeds',
      paused({ is: 'module', journeyId: 'sample', moduleId: 'two' }),
      [false, false, false],
    ],
    ['a breaker', breaker, [false, false, true]],
    [
      'that of an older version',
      { ...breaker, scope: { ...breaker.scope, version: 1 } },
      [false, false, false],
    ],
    ['a canary whose version is not current', canary(10, 3), [false, false, true]],
    ['one under way', canary(1), [false, false, false]],
    ['one at its end', canary(0), [false, false, true]],
  ])('(%s) holds back what is in its scope', (_, hold, held) => {
    const places = ['delivery', 'planning', sample] as const
    expect(places.map(place => isHeld([hold], place))).toEqual(held)
  })

  test('is one of several: the widest comes first, and what somebody did before what something did', () => {
    const all = [
      breaker,
      canary(0),
      stop,
      paused(journey),
      paused({ is: 'planning' }),
      paused({ is: 'delivery' }),
    ]
    expect(holdsOn(all, sample)).toEqual([
      paused({ is: 'delivery' }),
      stop,
      paused({ is: 'planning' }),
      paused(journey),
      canary(0),
      breaker,
    ])
  })

  test('has an allowance, unless an operator set it', () => {
    expect([paused(journey), stop, breaker, canary(4)].map(allowanceOf)).toEqual([
      undefined,
      { every: 5 * minutes },
      { every: 15 * minutes },
      { emails: 10, left: 4 },
    ])
  })
})

describe('a probe', () => {
  test('of the account is let out every five minutes', () => {
    expect([4, 5].map(minute => isTimeToProbe(stop, at + minute * minutes))).toEqual([false, true])
    const next = probed(stop, at + 5 * minutes)
    expect([9, 10].map(minute => isTimeToProbe(next, at + minute * minutes))).toEqual([false, true])
    expect(next.since).toBe(at)
  })

  test('of a version is let out every 15 minutes, and closes its breaker once SES says it was sent and nothing worse', () => {
    const later = at + 15 * minutes
    expect([nextForBreaker(breaker, later - 1), nextForBreaker(breaker, later)]).toEqual(['wait', 'probe'])
    const first = probed({ ...breaker, seen: true }, later)
    expect(first).toEqual({ ...breaker, usedAt: later })
    const texts = [{}, { seen: true }, { failed: true }, { seen: true, failed: true }]
    expect(texts.map(word => nextForBreaker({ ...first, ...word }, later + 15 * minutes))).toEqual([
      'probe',
      'close',
      'probe',
      'probe',
    ])
    expect(nextForBreaker({ ...first, seen: true }, later + 15 * minutes - 1)).toBe('wait')
  })

  test('is due at once where nobody could write down since when', () => {
    const { since: _, ...unknown } = breaker
    expect(nextForBreaker(unknown, at)).toBe('probe')
    expect(probed(unknown, at).since).toBe(at)
  })
})
