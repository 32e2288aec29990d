import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DomainEvent, isDueNow } from '../../shared/domain/domain-event.ts'
import { hour } from '../../shared/domain/duration.ts'
import { emailId, parseEmailId } from '../../shared/domain/email-id.ts'
import { Journey } from '../../shared/domain/journey.ts'
import { nextEvidenceLook, provesAbsence, shareOf } from '../../shared/domain/sending-policy.ts'
import { epochOf, learnerId } from '../support/life.ts'
import { aJourney } from '../support/small-journey.ts'

describe('silence about one email proves that SES never had it', () => {
  test.each([
    ['when enough others were spoken of', { sent: 5, seen: 5 }, 0, true],
    ['when one in a hundred of many is missing', { sent: 200, seen: 198 }, 0, true],
    ['not when more are missing', { sent: 200, seen: 197 }, 0, false],
    ['not when one of few is missing', { sent: 50, seen: 49 }, 0, false],
    ['not when there are too few others', { sent: 4, seen: 4 }, 0, false],
    ['when in six hours there was just one other', { sent: 1, seen: 1 }, 6 * hour, true],
    ['not before those six hours are over', { sent: 1, seen: 1 }, 6 * hour - 1, false],
    ['never when there were no others', { sent: 0, seen: 0 }, 1000 * hour, false],
    ['never when nothing was spoken of at all', { sent: 1000, seen: 0 }, 1000 * hour, false],
  ])('%s', (_, evidence, age, expected) => {
    expect(provesAbsence(evidence, age)).toBe(expected)
  })
})

test('evidence is looked for after as long again, at least a quarter of an hour and at most six hours', () => {
  expect(nextEvidenceLook(0, 0)).toBe(hour / 4)
  expect(nextEvidenceLook(0, hour)).toBe(2 * hour)
  expect(nextEvidenceLook(0, 100 * hour)).toBe(106 * hour)
})

describe('a share of a person', () => {
  /** Ids as random as real ones, and the same in every run. */
  const people = (count: number) =>
    Array.from({ length: count }, (_, i) => createHash('sha256').update(String(i)).digest('hex').slice(0, 24))

  test('is steady, and spreads people evenly', () => {
    expect(shareOf(learnerId)).toBe(shareOf(learnerId))
    const tenths = people(10_000).map(id => Math.floor(shareOf(id) * 10))
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const inTenth = tenths.filter(one => one === tenth).length
      expect(inTenth).toBeGreaterThan(900)
      expect(inTenth).toBeLessThan(1100)
    }
  })

  test('is another one for the late than the one that says which shard they are in', () => {
    const inShard = people(4000).filter(id => shareOf(id) < 1 / 16)
    const quarters = inShard.map(id => Math.floor(shareOf(`${id} late`) * 4))
    for (let quarter = 0; quarter < 4; quarter += 1)
      expect(quarters.filter(one => one === quarter).length).toBeGreaterThan(inShard.length / 8)
  })
})

describe('an email’s id', () => {
  const slug = fc
    .array(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 1, maxLength: 4 })
    .map(texts => texts.join('-'))
    .filter(id => id !== 'account')
  const occurrence = fc.nat(100_000)
  const journeyEmail = fc.record({
    kind: fc.constantFrom('module' as const, 'reminder' as const, 'paused' as const),
    occurrence,
    journeyId: slug,
    moduleId: slug,
  })

  test('of a journey is read back as it was, and fits an SES tag', () => {
    fc.assert(
      fc.property(journeyEmail, email => {
        const id = emailId(learnerId, epochOf(3), email)
        expect(parseEmailId(id)).toEqual({ learnerId, epoch: epochOf(3), ...email })
        expect(id).toMatch(/^[A-Za-z0-9_-]{1,256}$/)
      }),
    )
  })

  test('of an account email is read back as it was', () => {
    const id = emailId(learnerId, epochOf(3), { kind: 'private-link', occurrence: 12 })
    expect(parseEmailId(id)).toEqual({ learnerId, epoch: epochOf(3), kind: 'private-link', occurrence: 12 })
  })

  test.each([
    '',
    'x',
    'a_b_c_d_e_f',
    `${learnerId}_${epochOf(3)}_module_1_j_m_more`,
    `${learnerId}_${epochOf(3)}_gift_1_j_m`,
  ])('that is none of ours is not read: %s', id => {
    expect(parseEmailId(id)).toBeUndefined()
  })
})

describe('schemas', () => {
  test('a journey sends at some time of the day', () => {
    expect(Journey.safeParse(aJourney()).success).toBe(true)
    expect(Journey.safeParse(aJourney([], { hours: { from: 20, to: 8 } })).success).toBe(false)
    expect(Journey.safeParse(aJourney(['one'], { hours: { from: 20, to: 8 } })).success).toBe(false)
  })

  test('an event of last year, with what it no longer carries, is readable', () => {
    const paused = { type: 'JourneyPaused', at: 1, journeyId: 'j', by: 'silence', day: '2026-11-23' }
    expect(DomainEvent.parse(paused)).toEqual({ type: 'JourneyPaused', at: 1, journeyId: 'j', by: 'silence' })
  })
})

describe('an event makes something due at its very moment', () => {
  const of = { at: 5, journeyId: 'small-things' }
  const started = { type: 'JourneyStarted' as const, ...of, epoch: '00000001', version: 1 }

  test.each<[boolean, DomainEvent]>([
    [true, { type: 'AccountEmailRequested', at: 5, kind: 'confirm', occurrence: 0 }],
    [true, { type: 'EmailAbsenceProven', ...of, emailId: 'id' }],
    [true, { ...started, dueAt: 5 }],
    [false, { ...started, dueAt: 6 }],
    [false, { type: 'JourneyCompleted', ...of }],
  ])('%s: %o', (isDue, event) => {
    expect(isDueNow(event)).toBe(isDue)
  })
})
