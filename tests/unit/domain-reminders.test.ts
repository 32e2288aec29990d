import { describe, expect, test } from 'vitest'
import { aReader, type Life } from '../support/life.ts'
import { aJourney, aModule, on } from '../support/small-journey.ts'

const journeyId = 'small-things'
/** Everything after the confirmation and the first module. */
const later = (life: Life) => life.emails.slice(2)
describe('silence', () => {
  test('is answered by each reminder of the module, then by a pause that says so, then by nothing', () => {
    const sam = aReader()
    sam.passesTo('2028-01-01 00:00')
    expect(later(sam)).toEqual([
      '2026-11-26 09:00 reminder one',
      '2026-11-30 09:00 short-reminder one',
      '2026-12-07 09:00 paused one',
    ])
    expect(sam.events.slice(-2)).toEqual([
      {
        type: 'PauseEmailed',
        at: on('2026-12-07 09:00'),
        journeyId,
        moduleId: 'one',
      },
      { type: 'JourneyPaused', at: on('2026-12-07 09:00'), journeyId, by: 'silence' },
    ])
    expect(sam.nextDue).toBeUndefined()
  })

  test('where the author wants no reminders and no pause, is left alone', () => {
    const sam = aReader(aJourney([aModule('one', { after: { days: 0 }, remind: [] }), 'two']))
    sam.publish(aJourney([{ id: 'one', title: 'one', after: { days: 0 }, remind: [] }, 'two']))
    sam.passesTo('2027-06-01 00:00')
    expect(later(sam)).toEqual([])
    expect(sam.nextDue).toBeDefined()
  })

  test('at the slower pace counts double', () => {
    const sam = aReader(aJourney(), { preferences: { pace: 'slower' } })
    sam.passesTo('2027-01-01 00:00')
    expect(later(sam)).toEqual([
      '2026-11-29 09:00 reminder one',
      '2026-12-07 09:00 short-reminder one',
      '2026-12-21 09:00 paused one',
    ])
  })

  test('is broken at the time that the person prefers', () => {
    const sam = aReader(aJourney(), {
      preferences: { pace: 'as-written', parts: ['night'], days: ['saturday'] },
    })
    sam.passesTo('2027-01-01 00:00')
    expect(later(sam)).toEqual([
      '2026-11-28 22:00 reminder one',
      '2026-12-05 22:00 short-reminder one',
      '2026-12-12 22:00 paused one',
    ])
  })

  test('during a break is none: what is counted begins when it is over', () => {
    const sam = aReader()
    sam.prefers({ breakUntil: '2027-01-04' }, '2026-11-24 09:00')
    sam.passesTo('2027-02-01 00:00')
    expect(later(sam)).toEqual([
      '2027-01-07 08:00 reminder one',
      '2027-01-11 08:00 short-reminder one',
      '2027-01-18 08:00 paused one',
    ])
  })

  test('under a pause of the whole journey does not eat the reminder schedule: it keeps its distances afterwards', () => {
    const sam = aReader()
    sam.held.add(journeyId)
    sam.passesTo('2026-12-20 10:00')
    sam.held.clear()
    sam.passesTo('2027-02-01 00:00')
    const days = later(sam).map(email => email.replace(/ \d\d:\d\d/, ''))
    expect(days).toEqual([
      '2026-12-20 reminder one',
      '2026-12-24 short-reminder one',
      '2026-12-31 paused one',
    ])
  })
})

describe('activity begins the reminders anew', () => {
  const reminded = (act: (sam: Life) => unknown) => {
    const sam = aReader()
    sam.passesTo('2026-11-30 10:00')
    expect(later(sam)).toHaveLength(2)
    act(sam)
    sam.passesTo('2027-01-01 00:00')
    return later(sam).slice(2)
  }
  const anew = [
    '2026-12-03 10:00 reminder one',
    '2026-12-07 10:00 short-reminder one',
    '2026-12-14 10:00 paused one',
  ]

  test('a change of preferences', () => {
    expect(reminded(sam => sam.prefers({ parts: ['daytime'] }))).toEqual(anew)
  })

  test('another module done', () => {
    expect(reminded(sam => sam.completes('three'))).toEqual(anew)
  })

  test('a pause taken and ended within a day of an email about the module', () => {
    expect(
      reminded(sam => {
        sam.pauses()
        sam.resumes()
      }),
    ).toEqual(anew)
  })

  test('a longer pause, counted from the module’s email that comes once more', () => {
    expect(
      reminded(sam => {
        sam.pauses()
        sam.passesTo('2026-12-02 07:00')
        sam.resumes()
      }),
    ).toEqual([
      '2026-12-02 08:00 module one',
      '2026-12-05 08:00 reminder one',
      '2026-12-09 08:00 short-reminder one',
      '2026-12-16 08:00 paused one',
    ])
  })

  test('and a module that is done is never reminded of', () => {
    expect(reminded(sam => sam.completes('one'))).toEqual([
      '2026-12-02 10:00 module two',
      '2026-12-05 10:00 reminder two',
      '2026-12-09 10:00 short-reminder two',
      '2026-12-16 10:00 paused two',
    ])
  })
})

describe('a journey paused by silence', () => {
  const silent = () => {
    const sam = aReader()
    sam.passesTo('2026-12-20 10:00')
    expect(sam.in().pausedBy).toBe('silence')
    return sam
  }

  test('goes on with one press', () => {
    const sam = silent()
    expect(sam.resumes().events).toEqual([{ type: 'JourneyResumed', at: sam.now, journeyId, dueAt: sam.now }])
    expect(sam.resumes().outcome).toBe('done-before')
  })

  test('goes on when the module is done after all', () => {
    const sam = silent()
    const dueAt = on('2026-12-22 10:00')
    expect(sam.completes('one').events).toEqual([
      { type: 'JourneyResumed', at: sam.now, journeyId, dueAt },
      { type: 'ModuleCompleted', at: sam.now, journeyId, moduleId: 'one', via: 'page', dueAt },
    ])
    expect(sam.nextDue).toBe('2026-12-22 10:00')
  })

  test('goes on where it was when another module is done', () => {
    const sam = silent()
    sam.completes('three')
    expect(sam.in()).not.toHaveProperty('pausedBy')
    sam.delivers()
    expect(sam.emails.at(-1)).toBe('2026-12-20 10:00 module one')
    expect(sam.nextDue).toBe('2026-12-23 10:00')
  })

  test('ends with its last module done', () => {
    const sam = aReader(aJourney(['one']))
    sam.passesTo('2026-12-20 10:00')
    expect(sam.completes('one').events.map(({ type }) => type)).toEqual([
      'JourneyResumed',
      'ModuleCompleted',
      'JourneyCompleted',
    ])
    sam.passesTo('2027-12-20 10:00')
    expect(sam.emails.at(-1)).toBe('2026-12-20 10:00 finished one')
    expect(sam.nextDue).toBeUndefined()
  })
})
