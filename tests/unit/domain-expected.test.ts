import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectedModule } from '../../shared/domain/expected.ts'
import { aReader, type Life } from '../support/life.ts'
import { aJourney, aModule, clockTime, on } from '../support/small-journey.ts'
import { WatchedLife } from '../support/watched-life.ts'
import { first, preferences, second } from '../support/wishes.ts'

function expects(sam: Life, journeyId = 'small-things') {
  const expected = expectedModule(sam.learner, sam.in(journeyId), sam.journeys, sam.now)
  return expected && { ...expected, at: clockTime(expected.at) }
}

describe('what comes next in a journey', () => {
  test('is planned after its wait, twice as long at the slower pace', () => {
    const sam = aReader()
    expect(expects(sam)).toBeUndefined()
    sam.completes('one', '2026-11-24 09:00')
    const two = { moduleId: 'two', isAgain: false }
    expect(expects(sam)).toEqual({
      ...two,
      at: '2026-11-26 09:00',
      why: { is: 'planned', wait: { days: 2 } },
    })
    sam.prefers({ pace: 'slower' })
    expect(expects(sam)).toMatchObject({ at: '2026-11-28 09:00', why: { is: 'planned', wait: { days: 4 } } })
    sam.prefers({ breakUntil: '2026-12-24' })
    expect(expects(sam)).toMatchObject({ at: '2026-12-24 08:00', why: { is: 'on-a-break' } })
    sam.pauses()
    expect(expects(sam)).toBeUndefined()
  })

  test('waits for a break only where it would come in it', () => {
    const sam = aReader()
    sam.completes('one', '2026-11-24 21:00')
    expect(expects(sam)).toMatchObject({ at: '2026-11-27 08:00' })
    sam.prefers({ breakUntil: '2026-11-27' })
    expect(expects(sam)).toMatchObject({ at: '2026-11-27 08:00', why: { is: 'planned' } })
    sam.prefers({ breakUntil: '2026-11-28' })
    expect(expects(sam)).toMatchObject({ at: '2026-11-28 08:00', why: { is: 'on-a-break' } })
  })

  test('is what they asked for, or waits because they have had an email that day', () => {
    const sam = aReader(aJourney(['one', aModule('two', { after: { days: 0 } })]))
    sam.completes('one', '2026-11-23 10:00')
    expect(expects(sam)).toMatchObject({ at: '2026-11-24 08:00', why: { is: 'one-a-day' } })
    sam.does({ type: 'SendNextNow', journeyId: 'small-things' })
    expect(expects(sam)).toMatchObject({ at: '2026-11-24 08:00', why: { is: 'asked' } })
  })

  test('comes once more to who has come back', () => {
    const sam = aReader(aJourney(), { preferences: { pace: 'as-written', days: ['monday'] } })
    sam.pauses('2026-11-25 09:00')
    sam.resumes()
    expect(expects(sam)).toEqual({
      moduleId: 'one',
      isAgain: true,
      at: '2026-11-30 08:00',
      why: { is: 'planned' },
    })
  })

  test('is nothing where nothing is left', () => {
    const sam = aReader(aJourney(['one', 'two']))
    sam.completes('one', '2026-11-24 09:00')
    sam.publish(aJourney(['one']))
    expect(expects(sam)).toBeUndefined()
  })

  test('gives way to an email of another journey on that day', () => {
    const sam = aReader()
    sam.journeys[second.id] = second
    sam.completes('one', '2026-11-24 09:00')
    const { epoch } = sam.learner
    const dueAt = on('2026-11-26 08:00')
    sam.apply([{ type: 'JourneyStarted', at: sam.now, epoch, journeyId: second.id, version: 1, dueAt }])
    expect(expects(sam)).toMatchObject({ at: '2026-11-27 08:00', why: { is: 'one-a-day' } })
    expect(expects(sam, second.id)).toMatchObject({ moduleId: 'red', at: '2026-11-26 08:00' })
  })
})

test('what is expected is what comes, at that moment, whatever they prefer, in two journeys', () => {
  const hours = fc.array(fc.nat(24 * 6), { minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(preferences, hours, fc.boolean(), (wishes, waits, asks) => {
      const sam = new WatchedLife('2026-11-23 09:00', first, second)
      sam.signsUp(first.id)
      sam.confirms()
      const { epoch } = sam.learner
      const consent = { wording: '1', mechanism: 'page' as const }
      sam.does({
        type: 'ImportLearner',
        epoch,
        journeyId: second.id,
        consent,
        preferences: { pace: 'as-written' },
        startAt: 0,
      })
      sam.prefers(wishes)
      for (const wait of waits) {
        sam.passesTo(clockTime(sam.now + wait * 3_600_000))
        for (const { id } of [first, second]) sam.happens({ is: 'done', journeyId: id })
        if (asks) sam.does({ type: 'SendNextNow', journeyId: second.id })
      }
      for (const { id } of [first, second]) {
        const expected = expectedModule(sam.learner, sam.in(id), sam.journeys, sam.now)
        if (!expected) continue
        const before = sam.claimed.length
        sam.passesTo(clockTime(expected.at + 60_000))
        expect(sam.claimed.slice(before)).toContainEqual(
          expect.objectContaining({ kind: 'module', journeyId: id, moduleId: expected.moduleId }),
        )
        expect(clockTime(sam.in(id).lastEmailAt ?? 0)).toBe(clockTime(expected.at))
        return
      }
    }),
    { numRuns: 100 },
  )
})
