import { describe, expect, test } from 'vitest'
import { aReader, Life, types } from '../support/life.ts'
import { aJourney, aModule, on } from '../support/small-journey.ts'

const journeyId = 'small-things'

describe('a learner’s own pause', () => {
  test('holds everything, and resuming goes on at the next preferred time', () => {
    const sam = aReader()
    sam.completes('one', '2026-11-24 09:00')
    expect(sam.pauses('2026-11-25 09:00').events).toEqual([
      { type: 'JourneyPaused', at: sam.now, journeyId, by: 'learner' },
    ])
    sam.passesTo('2027-01-10 21:00')
    expect(sam.emails).toHaveLength(2)
    expect(sam.resumes().events).toEqual([
      { type: 'JourneyResumed', at: sam.now, journeyId, dueAt: on('2027-01-11 08:00') },
    ])
    sam.passesTo('2027-01-12 00:00')
    expect(sam.emails.at(-1)).toBe('2027-01-11 08:00 module two')
  })

  test('shorter than the wait does not shorten the wait', () => {
    const sam = aReader()
    sam.completes('one', '2026-11-24 09:00')
    sam.pauses('2026-11-24 10:00')
    sam.resumes('2026-11-24 11:00')
    expect(sam.nextDue).toBe('2026-11-26 09:00')
  })

  test('twice is once, and so is resuming', () => {
    const sam = aReader()
    sam.pauses()
    expect(sam.pauses().outcome).toBe('done-before')
    sam.resumes()
    const { outcome, events } = sam.resumes()
    expect({ outcome, events }).toEqual({ outcome: 'done-before', events: [] })
  })

  test('holds though a module is done meanwhile', () => {
    const sam = aReader()
    sam.pauses('2026-11-24 09:00')
    expect(types(sam.completes('one', '2026-11-25 09:00').events)).toEqual(['ModuleCompleted'])
    sam.passesTo('2026-12-25 09:00')
    expect(sam.emails).toHaveLength(2)
    sam.resumes()
    sam.passesTo('2026-12-25 09:00')
    expect(sam.emails.at(-1)).toBe('2026-12-25 09:00 module two')
  })

  test('may end with the last module done', () => {
    const sam = aReader(aJourney(['one']))
    sam.pauses('2026-11-24 09:00')
    expect(types(sam.completes('one').events)).toEqual(['ModuleCompleted', 'JourneyCompleted'])
    expect(sam.in()).not.toHaveProperty('pausedBy')
    expect(sam.resumes().outcome).toBe('journey-over')
  })

  test('begins the reminders anew when it is over', () => {
    const sam = aReader()
    sam.passesTo('2026-11-26 10:00')
    sam.pauses('2026-11-27 09:00')
    sam.resumes('2027-01-11 10:00')
    sam.passesTo('2027-01-26 00:00')
    expect(sam.emails.slice(3)).toEqual([
      '2027-01-11 10:00 module one',
      '2027-01-14 10:00 reminder one',
      '2027-01-18 10:00 short-reminder one',
      '2027-01-25 10:00 paused one',
    ])
  })
})

describe('preferences', () => {
  test('plan every running journey anew, and nothing earlier than its wait', () => {
    const sam = aReader()
    sam.completes('one', '2026-11-24 09:00')
    expect(sam.prefers({ parts: ['evening'] }, '2026-11-24 10:00').events).toEqual([
      {
        type: 'PreferencesChanged',
        at: sam.now,
        preferences: { pace: 'as-written', parts: ['evening'] },
        dueAt: { [journeyId]: on('2026-11-26 17:00') },
      },
    ])
    sam.prefers({ pace: 'slower' }, '2026-11-24 11:00')
    expect(sam.nextDue).toBe('2026-11-28 09:00')
  })

  test('the same again say nothing', () => {
    const sam = aReader()
    sam.prefers({ days: ['monday'] })
    expect(sam.prefers({ days: ['monday'] })).toEqual({ outcome: 'done-before', events: [] })
  })

  test('while paused count from when the pause is over', () => {
    const sam = aReader()
    sam.completes('one', '2026-11-24 09:00')
    sam.pauses()
    sam.prefers({ days: ['sunday'] }, '2026-11-24 10:00')
    expect(sam.nextDue).toBeUndefined()
    sam.resumes('2026-11-30 09:00')
    expect(sam.nextDue).toBe('2026-12-06 08:00')
  })

  test('are not for people who have left, or cannot be reached', () => {
    const sam = aReader()
    sam.does({ type: 'RecordBounce', lasting: true, code: 'permanent' })
    expect(sam.prefers({ pace: 'slower' }).outcome).toBe('not-a-learner')
    sam.does({ type: 'Leave', via: 'page' })
    expect(sam.prefers({ pace: 'slower' }).outcome).toBe('not-a-learner')
  })

  test('a break is over when its last night is, on the stroke of midnight', () => {
    const sam = aReader(aJourney(['one', aModule('two', { after: { days: 0 } })]))
    sam.prefers({ parts: ['night'], breakUntil: '2026-12-24' }, '2026-11-24 09:00')
    sam.completes('one')
    sam.passesTo('2026-12-24 00:00')
    expect(sam.emails.at(-1)).toBe('2026-12-24 00:00 module two')
  })

  test('a break holds a module that was to come at once', () => {
    const sam = aReader(aJourney(['one', aModule('two', { after: { days: 0 } })]))
    sam.prefers({ breakUntil: '2026-12-24' }, '2026-11-24 09:00')
    sam.completes('one', '2026-11-25 09:00')
    sam.passesTo('2026-12-24 12:00')
    expect(sam.emails.slice(2)).toEqual(['2026-12-24 08:00 module two'])
    expect(types(sam.events)).toContain('EmailDeferred')
  })
})

test('whoever is not in a journey cannot pause, resume or finish it', () => {
  const sam = new Life('2026-11-23 09:00', aJourney())
  for (const type of ['PauseJourney', 'ResumeJourney'] as const)
    expect(sam.does({ type, journeyId })).toEqual({ outcome: 'not-a-learner', events: [] })
})
