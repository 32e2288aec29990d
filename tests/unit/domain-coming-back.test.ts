import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, minute } from '../../shared/domain/duration.ts'
import { nextPreferredTime, startOfNextDay } from '../../shared/domain/schedule.ts'
import { statisticsOf } from '../../shared/store/statistics.ts'
import { aReader, type Life } from '../support/life.ts'
import { aJourney, aModule, clockTime } from '../support/small-journey.ts'
import { WatchedLife } from '../support/watched-life.ts'
import { preferences } from '../support/wishes.ts'

const journeyId = 'small-things'
const later = ({ emails }: Life) => emails.slice(2)

describe('who goes on after a pause', () => {
  test('gets the module that they have before them once more, and reminders count from that', () => {
    const sam = aReader()
    sam.passesTo('2026-12-20 10:00')
    expect(sam.in().pausedBy).toBe('silence')
    sam.resumes('2027-01-11 21:30')
    sam.passesTo('2027-01-27 00:00')
    expect(later(sam).slice(3)).toEqual([
      '2027-01-12 08:00 module one',
      '2027-01-15 08:00 reminder one',
      '2027-01-19 08:00 short-reminder one',
      '2027-01-26 08:00 paused one',
    ])
    expect(sam.in().emailed).toEqual(['one'])
  })

  test('and has done it meanwhile, gets the next one and not that', () => {
    const sam = aReader()
    sam.pauses('2026-11-24 09:00')
    sam.resumes('2026-11-30 21:30')
    sam.completes('one')
    sam.passesTo('2026-12-04 00:00')
    expect(later(sam)).toEqual(['2026-12-03 08:00 module two'])
  })

  test('and presses done while it is on its way, is reminded of nothing', () => {
    const sam = aReader()
    sam.pauses('2026-11-24 09:00')
    sam.fate = () => 'no-answer'
    sam.resumes('2026-11-30 10:00')
    sam.delivers()
    const again = sam.in().claim?.email
    expect(again).toMatchObject({ kind: 'module', moduleId: 'one' })
    sam.completes('one')
    if (again) sam.settles(again, { is: 'accepted' })
    sam.fate = () => ({ is: 'accepted' })
    sam.passesTo('2026-12-03 00:00')
    expect(later(sam).at(-1)).toBe('2026-12-02 10:00 module two')
  })

  test('gets it after a break, and after SES had turned it back, once', () => {
    const sam = aReader()
    sam.pauses('2026-11-24 09:00')
    sam.prefers({ breakUntil: '2026-12-07' })
    let refusals = 1
    sam.fate = () => {
      refusals -= 1
      return refusals < 0 ? { is: 'accepted' } : { is: 'turned-back', reason: 'throttled' }
    }
    sam.resumes('2026-11-30 10:00')
    sam.passesTo('2026-12-09 08:00')
    expect(refusals).toBe(-1)
    expect(later(sam)).toEqual(['2026-12-07 08:00 module one'])
  })

  test('and whose module is gone, goes on with the next', () => {
    const sam = aReader(aJourney(['one', aModule('two', { after: { days: 0 } })]))
    sam.pauses('2026-11-24 09:00')
    sam.publish(aJourney([aModule('two', { after: { days: 0 } })]))
    sam.resumes('2026-11-30 10:00')
    sam.passesTo('2026-12-02 00:00')
    expect(later(sam)).toEqual(['2026-11-30 10:00 module two'])
  })
})

test('whatever they prefer and however long they were away, the same module comes at the next time that suits, once, and reminders count from it', () => {
  const minutes = fc.integer({ min: 0, max: 60 * 24 * 60 })
  fc.assert(
    fc.property(preferences, minutes, minutes, fc.boolean(), (wishes, reading, away, byThemselves) => {
      const journey = aJourney()
      const sam = new WatchedLife('2026-11-23 09:00', journey)
      sam.signsUp(journeyId, { preferences: { pace: 'as-written' } })
      sam.confirms()
      sam.prefers(wishes)
      sam.passesTo(clockTime(sam.now + reading * minute))
      if (byThemselves) sam.pauses()
      sam.passesTo(clockTime(sam.now + away * minute))
      if (!sam.in().pausedBy) return
      const { lastEmailAt = 0 } = sam.in()
      const at = sam.now
      if (byThemselves && at - lastEmailAt < day) return
      sam.resumes()
      const free = Math.max(at, startOfNextDay(lastEmailAt, journey.zone))
      const expected = nextPreferredTime(free, journey, wishes)
      const before = sam.emails.length
      sam.passesTo(clockTime(expected + minute))
      expect(sam.emails.slice(before)).toEqual([`${clockTime(expected)} module one`])
      expect(sam.in().phase).toEqual({ is: 'reading', moduleId: 'one', since: expected, reminders: 0 })
      sam.passesTo(clockTime(expected + 200 * day))
      expect(sam.emails.slice(before).map(email => email.split(' ')[2])).toEqual([
        'module',
        'reminder',
        'short-reminder',
        'paused',
      ])
      expect(sam.in().emailed).toEqual(['one'])
    }),
    { numRuns: 150 },
  )
})

test('who paused and goes on within a day of the last email has missed nothing: the module does not come again, and reminders count anew', () => {
  const withinADay = fc.integer({ min: 0, max: 24 * 60 - 1 })
  fc.assert(
    fc.property(preferences, withinADay, withinADay, (wishes, pausing, going) => {
      const sam = new WatchedLife('2026-11-23 09:00', aJourney())
      sam.signsUp(journeyId, { preferences: { pace: 'as-written' } })
      sam.confirms()
      sam.prefers(wishes)
      const [paused, back] = [Math.min(pausing, going), Math.max(pausing, going)]
      const start = sam.now
      sam.passesTo(clockTime(start + paused * minute))
      sam.pauses()
      sam.passesTo(clockTime(start + back * minute))
      const before = sam.emails.length
      const at = sam.now
      sam.resumes()
      expect(sam.in().phase).toEqual({ is: 'reading', moduleId: 'one', since: at, reminders: 0 })
      sam.passesTo(clockTime(at + 200 * day))
      expect(sam.emails.slice(before).map(email => email.split(' ')[2])).toEqual([
        'reminder',
        'short-reminder',
        'paused',
      ])
    }),
    { numRuns: 100 },
  )
})

test('who gets a module once more is in its figures once', () => {
  const sent = (at: number) => ({ type: 'ModuleEmailed' as const, at, version: 1, moduleId: 'one' })
  const began = (at: number) => ({ type: 'JourneyStarted' as const, at, version: 1, epoch: '00000001' })
  const names = (history: Parameters<typeof statisticsOf>[1]) =>
    statisticsOf(journeyId, history)
      .map(({ name }) => name)
      .filter(name => name.includes('mailed'))
  expect(names([began(0), sent(1), sent(2)])).toEqual(['event.ModuleEmailed.one', 'emailed-again.one'])
  expect(names([began(0), sent(1), began(2), sent(3)])).toEqual([
    'event.ModuleEmailed.one',
    'event.ModuleEmailed.one',
  ])
})
