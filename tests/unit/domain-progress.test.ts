import { describe, expect, test } from 'vitest'
import { placeOf } from '../../shared/domain/place.ts'
import { aReader, types } from '../support/life.ts'
import { aJourney, aModule, on } from '../support/small-journey.ts'

const journeyId = 'small-things'

describe('the next module', () => {
  test('falls due its wait after the one before was done, at the time of day at which that was', () => {
    const sam = aReader()
    expect(sam.completes('one', '2026-11-24 10:15').events).toEqual([
      {
        type: 'ModuleCompleted',
        at: on('2026-11-24 10:15'),
        journeyId,
        moduleId: 'one',
        via: 'page',
        dueAt: on('2026-11-26 10:15'),
      },
    ])
    sam.passesTo('2026-11-26 12:00')
    expect(sam.emails.at(-1)).toBe('2026-11-26 10:15 module two')
  })

  test.each([
    ['in the hours of the journey', {}, '2026-11-24 22:30', '2026-11-27 08:00'],
    ['on their days', { days: ['friday' as const] }, '2026-11-24 10:00', '2026-11-27 08:00'],
    ['in their part of the day', { parts: ['night' as const] }, '2026-11-24 10:00', '2026-11-26 22:00'],
    ['at the slower pace', { pace: 'slower' as const }, '2026-11-24 10:00', '2026-11-28 10:00'],
    ['after their break', { breakUntil: '2027-01-04' }, '2026-11-24 10:00', '2027-01-04 08:00'],
  ])('%s', (_, preferences, done, expected) => {
    const sam = aReader(aJourney(), { preferences: { pace: 'as-written', ...preferences } })
    sam.completes('one', done)
    sam.passesTo('2027-01-05 00:00')
    expect(sam.emails).toContain(`${expected} module two`)
  })

  test.each([
    ['forward', '2027-03-26 18:45', '2027-03-28 18:45'],
    ['back', '2026-10-24 18:45', '2026-10-26 18:45'],
  ])('comes at the same time on the clock when that goes %s', (_, done, expected) => {
    const sam = aReader(aJourney(), { start: done.replace('18:45', '09:00') })
    sam.completes('one', done)
    expect(sam.nextDue).toBe(expected)
  })

  test('comes at once where its author says so, whatever the hour', () => {
    const sam = aReader(aJourney(['one', aModule('two', { after: { hours: 0 } })]))
    sam.completes('one', '2026-11-25 03:00')
    sam.delivers()
    expect(sam.emails.at(-1)).toBe('2026-11-25 03:00 module two')
  })

  test('is passed over by who is not meant', () => {
    const journey = aJourney([
      'one',
      aModule('ward', { onlyFor: ['nhs-hospital'] }),
      aModule('road', { notFor: ['nhs-hospital'] }),
      'last',
    ])
    const nextOf = (sector?: 'nhs-hospital' | 'ambulance') => {
      const sam = aReader(journey, sector ? { sector } : {})
      sam.completes('one', '2026-11-24 09:00')
      sam.passesTo('2026-11-26 09:00')
      return sam.emails.at(-1)
    }
    expect(nextOf('nhs-hospital')).toBe('2026-11-26 09:00 module ward')
    expect(nextOf('ambulance')).toBe('2026-11-26 09:00 module road')
    expect(nextOf()).toBe('2026-11-26 09:00 module road')
  })

  test('and after the last one the journey is completed, once and for good', () => {
    const sam = aReader(aJourney(['one', 'two']))
    sam.completes('one', '2026-11-24 09:00')
    expect(types(sam.completes('two', '2026-11-27 09:00').events)).toEqual([
      'ModuleCompleted',
      'JourneyCompleted',
    ])
    sam.publish(aJourney(['one', 'two', 'three']))
    sam.passesTo('2027-11-27 09:00')
    expect(sam.emails.slice(-2)).toEqual(['2026-11-26 09:00 module two', '2026-11-27 09:00 finished two'])
    expect(sam.nextDue).toBeUndefined()
  })
})

describe('a module done', () => {
  test('twice changes nothing the second time', () => {
    const sam = aReader()
    sam.completes('one', '2026-11-24 09:00')
    const { outcome, events } = sam.completes('one', '2026-11-25 09:00')
    expect({ outcome, events }).toEqual({ outcome: 'done-before', events: [] })
    expect(sam.nextDue).toBe('2026-11-26 09:00')
  })

  test('again from an old email, months later, changes nothing', () => {
    const sam = aReader()
    sam.completes('one', '2026-11-24 09:00')
    sam.completes('two', '2026-11-27 09:00')
    expect(sam.completes('one', '2027-02-01 09:00').outcome).toBe('done-before')
  })

  test('ahead is passed over when its turn comes', () => {
    const sam = aReader()
    expect(types(sam.completes('two', '2026-11-24 09:00').events)).toEqual(['ModuleCompleted'])
    sam.completes('one', '2026-11-24 10:00')
    sam.passesTo('2026-11-30 09:00')
    expect(sam.emails.slice(2)).toEqual(['2026-11-26 10:00 module three', '2026-11-29 10:00 reminder three'])
  })

  test('ahead, while it is the very one that is waited for, does not bring the one after it forward', () => {
    const sam = aReader()
    sam.completes('one', '2026-11-24 09:00')
    sam.completes('two', '2026-11-25 15:00')
    expect(sam.nextDue).toBe('2026-11-26 09:00')
    sam.passesTo('2026-11-26 09:00')
    expect(sam.emails.at(-1)).toBe('2026-11-26 09:00 module three')
  })

  test('last, with all others done ahead, completes the journey', () => {
    const sam = aReader()
    sam.completes('three')
    sam.completes('two')
    expect(types(sam.completes('one', '2026-11-24 09:00').events)).toEqual([
      'ModuleCompleted',
      'JourneyCompleted',
    ])
  })

  test('that was added after somebody had finished does not complete the journey again', () => {
    const sam = aReader(aJourney(['one']))
    sam.completes('one', '2026-11-24 09:00')
    sam.publish(aJourney(['one', 'two']))
    expect(types(sam.completes('two', '2026-11-25 09:00').events)).toEqual(['ModuleCompleted'])
    expect(sam.nextDue).toBeUndefined()
  })

  test('through a learning platform counts the same', () => {
    const sam = aReader()
    const { epoch } = sam.learner
    const reported = {
      type: 'CompleteModule' as const,
      journeyId,
      moduleId: 'one',
      epoch,
      via: 'platform' as const,
    }
    expect(sam.does(reported, '2026-11-24 09:00').events).toMatchObject([
      { type: 'ModuleCompleted', via: 'platform', dueAt: on('2026-11-26 09:00') },
    ])
    expect(sam.does(reported).outcome).toBe('done-before')
  })

  test('after the journey is over is written down, and starts nothing', () => {
    const sam = aReader(aJourney(['one', 'two', 'three']))
    sam.completes('one')
    sam.publish(aJourney(['one']))
    sam.passesTo('2026-11-26 09:00')
    expect(sam.in().phase).toEqual({ is: 'completed' })
    sam.publish(aJourney(['one', 'two', 'three']))
    expect(sam.completes('two').events).toEqual([
      { type: 'ModuleCompleted', at: sam.now, journeyId, moduleId: 'two', via: 'page' },
    ])
    expect(sam.nextDue).toBeUndefined()
  })

  test.each([
    ['of no such journey', { journeyId: 'other', moduleId: 'one' }, 'not-a-learner'],
    ['that the journey does not have', { journeyId, moduleId: 'nine' }, 'link-outdated'],
    ['in another life', { journeyId, moduleId: 'one', epoch: '99999999' }, 'link-outdated'],
  ])('%s is refused, kindly', (_, which, expected) => {
    const sam = aReader()
    const { epoch } = sam.learner
    const { outcome, events } = sam.does({ type: 'CompleteModule', epoch, via: 'page', ...which })
    expect({ outcome, events }).toEqual({ outcome: expected, events: [] })
  })
})

describe('where somebody is, for counting people', () => {
  test('is named by the module before them, or behind them', () => {
    const sam = aReader(aJourney(['one', 'two']))
    const places = [
      placeOf(sam.learner, { ...sam.in(), phase: { is: 'waiting', since: 0 }, emailed: [] }),
      placeOf(sam.learner, sam.in()),
    ]
    sam.pauses()
    places.push(placeOf(sam.learner, sam.in()))
    sam.resumes()
    sam.completes('one')
    places.push(placeOf(sam.learner, sam.in()))
    sam.completes('two')
    places.push(placeOf(sam.learner, sam.in()))
    expect(places).toEqual(['start', 'reading.one', 'paused', 'after.one', 'completed'])
  })

  test('is nowhere any more for who has left', () => {
    const sam = aReader()
    sam.does({ type: 'Leave', via: 'page' })
    expect(placeOf(sam.learner, sam.in())).toBe('left')
    expect(sam.pauses().outcome).toBe('not-a-learner')
  })
})
