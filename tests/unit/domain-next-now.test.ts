import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hour, minute, week } from '../../shared/domain/duration.ts'
import { aReader, epochOf, type Life } from '../support/life.ts'
import { aJourney, aModule, clockTime, on } from '../support/small-journey.ts'
import { WatchedLife } from '../support/watched-life.ts'
import { first, preferences, second } from '../support/wishes.ts'

const journeyId = 'small-things'
const asks = (sam: Life, at?: string) => sam.does({ type: 'SendNextNow', journeyId }, at)

describe('who asks for the next module now', () => {
  test('gets it at once, before its wait is over and on a day that they do not prefer', () => {
    const sam = aReader(aJourney(), { preferences: { pace: 'slower', days: ['monday'] } })
    sam.completes('one', '2026-11-24 09:00')
    expect(sam.nextDue).toBe('2026-11-30 08:00')
    const { outcome, events } = asks(sam, '2026-11-25 22:30')
    expect(outcome).toBe('done')
    expect(events).toEqual([{ type: 'NextModuleRequested', at: sam.now, journeyId, dueAt: sam.now }])
    expect(asks(sam)).toEqual({ outcome: 'done-before', events: [] })
    sam.delivers()
    expect(sam.emails.at(-1)).toBe('2026-11-25 22:30 module two')
    expect(asks(sam)).toEqual({ outcome: 'has-module', events: [] })
  })

  test('and has had an email today, gets it on the next day, at an hour that they prefer', () => {
    const sam = aReader(aJourney(), {
      preferences: { pace: 'as-written', days: ['monday'], parts: ['evening'] },
    })
    sam.completes('one', '2026-11-23 10:00')
    const { outcome, events } = asks(sam)
    expect(outcome).toBe('one-a-day')
    expect(events).toMatchObject([{ dueAt: on('2026-11-24 17:00') }])
    expect(asks(sam, '2026-11-23 12:00')).toEqual({ outcome: 'one-a-day', events: [] })
    sam.passesTo('2026-11-25 00:00')
    expect(sam.emails.slice(2)).toEqual(['2026-11-24 17:00 module two'])
  })

  test('keeps what is planned for sooner than that', () => {
    const sam = aReader(aJourney(['one', aModule('two', { after: { days: 0 } })]))
    sam.completes('one', '2026-11-23 10:00')
    sam.delivers()
    expect(sam.nextDue).toBe('2026-11-24 08:00')
    expect(asks(sam)).toEqual({ outcome: 'one-a-day', events: [] })
  })

  test('keeps their place when they change their times, and when an email of another journey goes out before', () => {
    const sam = aReader(aJourney(), { preferences: { pace: 'as-written', days: ['monday'] } })
    sam.completes('one', '2026-11-23 10:00')
    asks(sam)
    sam.prefers({ parts: ['evening'] })
    expect(sam.nextDue).toBe('2026-11-23 17:00')
    sam.passesTo('2026-11-25 00:00')
    expect(sam.emails.slice(2)).toEqual(['2026-11-24 17:00 module two'])
  })

  test('gets the module that is to come once more, too', () => {
    const sam = aReader(aJourney(), { preferences: { pace: 'as-written', days: ['monday'] } })
    sam.pauses('2026-11-25 09:00')
    expect(asks(sam).outcome).toBe('at-rest')
    sam.resumes()
    expect(asks(sam).outcome).toBe('done')
    sam.delivers()
    expect(sam.emails.at(-1)).toBe('2026-11-25 09:00 module one')
  })

  test('is told what stands against it', () => {
    const sam = aReader(aJourney(['one', 'two']))
    expect(asks(sam).outcome).toBe('has-module')
    sam.completes('one', '2026-11-24 10:00')
    sam.prefers({ breakUntil: '2026-12-24' })
    expect(asks(sam).outcome).toBe('on-a-break')
    sam.prefers({})
    sam.fate = () => 'no-answer'
    asks(sam)
    sam.delivers()
    expect(asks(sam).outcome).toBe('in-flight')
    sam.completes('two')
    expect(asks(sam).outcome).toBe('journey-over')
    sam.does({ type: 'RecordComplaint' })
    expect(asks(sam).outcome).toBe('not-a-learner')
    expect(sam.asks({ type: 'SendNextNow', journeyId: 'elsewhere' }).outcome).toBe('not-a-learner')
  })

  test('can do so some twenty times a day through one email', () => {
    const sam = aReader(aJourney(), { preferences: { pace: 'as-written', days: ['monday'] } })
    sam.completes('one', '2026-11-24 10:00')
    const mailedAt = sam.now
    for (let press = 0; press < 20; press += 1)
      sam.does({ type: press % 2 ? 'ResumeJourney' : 'PauseJourney', journeyId, mailedAt })
    expect(sam.does({ type: 'SendNextNow', journeyId, mailedAt }).outcome).toBe('too-often')
    expect(sam.does({ type: 'SendNextNow', journeyId, mailedAt: mailedAt + 1 }).outcome).toBe('done')
  })

  test('after an email that waited through hours of trouble, has it sent now', () => {
    const sam = aReader()
    sam.completes('one', '2026-11-24 09:00')
    sam.held.add(journeyId)
    sam.passesTo('2026-11-26 16:00')
    expect(asks(sam).outcome).toBe('done')
    sam.held.clear()
    sam.delivers()
    expect(sam.emails.at(-1)).toBe('2026-11-26 16:00 module two')
  })
})

describe('in two journeys', () => {
  const inTwo = (start: string) => {
    const sam = new WatchedLife(start, first, second)
    sam.signsUp(first.id)
    sam.confirms()
    sam.apply([
      {
        type: 'JourneyStarted',
        at: sam.now,
        epoch: sam.learner.epoch,
        journeyId: second.id,
        version: 1,
        dueAt: on('2026-11-24 08:00'),
      },
    ])
    return sam
  }

  test('one press that is about to be answered leaves no room for the other', () => {
    const sam = inTwo('2026-11-23 09:00')
    sam.passesTo('2026-11-24 09:00')
    sam.completes('red')
    sam.completes('one', '2026-11-25 09:00')
    sam.does({ type: 'PauseJourney', journeyId: second.id })
    sam.passesTo('2026-11-26 09:00')
    sam.does({ type: 'ResumeJourney', journeyId: second.id })
    const ask = (id: string) => sam.does({ type: 'SendNextNow', journeyId: id })
    expect([ask(first.id).outcome, ask(second.id).outcome]).toEqual(['one-a-day', 'done-before'])
    sam.passesTo('2026-11-28 00:00')
    expect(sam.emails.slice(4)).toEqual(['2026-11-26 09:00 module blue', '2026-11-27 08:00 module two'])
  })
})

test('whoever asks whenever they like, twice and in between, gets every module once, in order, and one email a day over all journeys', () => {
  const moments = fc.array(
    fc.record({
      minutes: fc.oneof(fc.nat(90), fc.nat(3 * 24 * 60)),
      does: fc.constantFrom('ask', 'ask', 'ask-twice', 'done', 'pause', 'resume', 'prefer'),
      journey: fc.constantFrom(first, second),
      fate: fc.constantFrom('accepted', 'accepted', 'accepted', 'no-answer', 'turned-back'),
      wishes: preferences,
    }),
    { minLength: 10, maxLength: 50, size: 'max' },
  )
  fc.assert(
    fc.property(moments, story => {
      const sam = new WatchedLife('2026-11-23 09:00', first, second)
      sam.signsUp(first.id)
      sam.confirms()
      const { epoch } = sam.learner
      sam.does({
        type: 'ImportLearner',
        epoch: epochOf(7),
        journeyId: second.id,
        consent: { wording: '1', mechanism: 'page' },
        preferences: { pace: 'as-written' },
        startAt: 0,
      })
      expect(sam.learner.epoch).toBe(epoch)
      for (const { minutes, does, journey, fate, wishes } of story) {
        let troubles = fate === 'accepted' ? 0 : 1
        sam.fate = () => {
          troubles -= 1
          if (troubles < 0) return { is: 'accepted' }
          return fate === 'no-answer' ? fate : { is: 'turned-back', reason: 'throttled' }
        }
        sam.passesTo(clockTime(sam.now + minutes * minute))
        const ask = () => sam.does({ type: 'SendNextNow', journeyId: journey.id })
        if (does === 'ask') ask()
        if (does === 'ask-twice') {
          ask()
          const between = sam.learner
          expect(ask().events).toEqual([])
          expect(sam.learner).toBe(between)
        }
        if (does === 'done') sam.happens({ is: 'done', journeyId: journey.id })
        if (does === 'pause') sam.does({ type: 'PauseJourney', journeyId: journey.id })
        if (does === 'resume') sam.does({ type: 'ResumeJourney', journeyId: journey.id })
        if (does === 'prefer') sam.prefers({ days: wishes.days, parts: wishes.parts, pace: wishes.pace })
      }
      // To the end, with nothing in the way: what a press could have skipped would be missing.
      sam.fate = () => ({ is: 'accepted' })
      sam.evidence = 'absent'
      for (let weeks = 0; weeks < 30; weeks += 1)
        for (const journey of [first, second]) {
          sam.does({ type: 'ResumeJourney', journeyId: journey.id })
          sam.does({ type: 'SendNextNow', journeyId: journey.id })
          sam.passesTo(clockTime(sam.now + week / 2 + hour))
          sam.happens({ is: 'done', journeyId: journey.id })
        }
      for (const journey of [first, second])
        expect(sam.in(journey.id)).toMatchObject({
          phase: { is: 'completed' },
          // Who says that they did a module while it was on its way may have got it elsewhere.
          done: journey.modules.map(({ id }) => id),
        })
    }),
    { numRuns: 60 },
  )
})
