import { describe, expect, test } from 'vitest'
import type { DomainEvent } from '../../shared/domain/domain-event.ts'
import { aReader, type Life } from '../support/life.ts'
import { aJourney, aModule, on } from '../support/small-journey.ts'

const other = (change = {}) => aJourney(['red', 'blue'], { id: 'other-things', ...change })

const joins = ({ now, learner: { epoch } }: Life, id: string): DomainEvent => ({
  type: 'JourneyStarted',
  at: now,
  epoch,
  journeyId: id,
  version: 1,
  dueAt: now,
})

/** Somebody in two journeys: the first since nine, the second from `start`. */
function inTwo(start: string, first = aJourney(), second = other()): Life {
  const sam = aReader(first)
  sam.journeys[second.id] = second
  sam.passesTo(start)
  const { epoch } = sam.learner
  sam.apply([
    { type: 'JourneyStarted', at: sam.now, epoch, journeyId: second.id, version: 1, dueAt: sam.now },
  ])
  return sam
}
const reasons = (sam: Life) =>
  sam.events.flatMap(event => (event.type === 'EmailDeferred' ? [event.reason] : []))

describe('at most one email a person and day', () => {
  test('over all their journeys: the later one comes on the next day they prefer', () => {
    const sam = inTwo('2026-11-23 10:00')
    sam.delivers()
    expect(reasons(sam)).toEqual(['one-a-day'])
    sam.passesTo('2026-11-24 23:00')
    expect(sam.emails.slice(1)).toEqual(['2026-11-23 09:00 module one', '2026-11-24 08:00 module red'])
  })

  test('and two modules that are due on one day do not wait for each other', () => {
    const sam = inTwo('2026-11-23 10:00', aJourney(), other({ modules: [aModule('red'), aModule('blue')] }))
    sam.completes('one', '2026-11-23 12:00')
    sam.apply([
      {
        type: 'EmailDeferred',
        at: sam.now,
        journeyId: 'other-things',
        reason: 'too-late',
        dueAt: on('2026-11-25 12:00'),
      },
    ])
    sam.passesTo('2026-11-26 20:00')
    expect(sam.emails.slice(2).map(email => email.slice(0, 10))).toEqual(['2026-11-25', '2026-11-26'])
    expect(reasons(sam)).not.toContain('modules-first')
  })

  test('of one journey: what follows at once follows tomorrow', () => {
    const sam = aReader(aJourney(['one', aModule('two', { after: { days: 0 } })]))
    sam.completes('one')
    sam.passesTo('2026-11-25 00:00')
    expect(sam.emails.slice(1)).toEqual(['2026-11-23 09:00 module one', '2026-11-24 08:00 module two'])
  })

  test('holds while the outcome of the day’s email is open', () => {
    const sam = aReader()
    sam.fate = () => 'no-answer'
    sam.completes('one', '2026-11-24 09:00')
    sam.passesTo('2026-11-26 10:00')
    sam.fate = () => ({ is: 'accepted' })
    sam.journeys['other-things'] = other()
    sam.apply([joins(sam, 'other-things')])
    sam.passesTo('2026-11-26 20:00')
    expect(sam.claimed.map(({ kind }) => kind)).toEqual(['confirm', 'module', 'module'])
    sam.passesTo('2026-11-27 12:00')
    expect(sam.emails.at(-1)).toBe('2026-11-27 08:00 module red')
  })

  test('gives the day back when SES turned the email away', () => {
    const sam = inTwo('2026-11-25 10:00')
    sam.fate = () => ({ is: 'turned-back', reason: 'throttled' })
    sam.does({ type: 'DeliverDue', journeyId: 'other-things', by: 'w' })
    const claimed = sam.asks({ type: 'DeliverDue', journeyId: 'other-things', by: 'w' })
    expect(claimed.outcome).toBe('in-flight')
    expect(sam.learner.lastEmailAt).toBe(sam.now)
    const id = sam.in('other-things').claim?.email
    if (id) sam.settles(id, { is: 'turned-back', reason: 'throttled' })
    expect(sam.learner).not.toHaveProperty('lastEmailAt')
    sam.fate = () => ({ is: 'accepted' })
    sam.delivers()
    expect(sam.emails.at(-1)).toBe('2026-11-25 10:00 module red')
  })

  test('gives the day back when the email is proven never to have been sent', () => {
    const sam = inTwo('2026-11-25 10:00')
    sam.fate = () => 'no-answer'
    sam.delivers()
    sam.fate = () => ({ is: 'accepted' })
    sam.evidence = 'absent'
    sam.passesTo('2026-11-25 12:00')
    expect(sam.emails.at(-1)).toBe('2026-11-25 10:20 module red')
  })

  test('is a day by the clock: night staff may get one before midnight and one after', () => {
    const nights = {
      preferences: { pace: 'as-written' as const, parts: ['night' as const] },
      start: '2026-11-23 23:30',
    }
    const sam = aReader(aJourney(['one', aModule('two', { after: { days: 0 } })]), nights)
    sam.completes('one')
    sam.passesTo('2026-11-24 06:00')
    expect(sam.emails.slice(1)).toEqual(['2026-11-23 23:30 module one', '2026-11-24 00:00 module two'])
  })

  test.each([
    ['forward', '2027-03-28', '2027-03-27 23:30', '2027-03-28 00:00'],
    ['back', '2026-10-25', '2026-10-24 23:30', '2026-10-25 00:00'],
  ])('also on the day on which the clocks go %s', (_, day, start, midnight) => {
    const nights = { preferences: { pace: 'as-written' as const, parts: ['night' as const] }, start }
    const modules = [
      aModule('one', { after: { days: 0 } }),
      aModule('two', { after: { days: 0 } }),
      aModule('three', { after: { days: 0 } }),
    ]
    const sam = aReader(aJourney(modules), nights)
    sam.completes('one')
    sam.completes('two', midnight)
    sam.passesTo(`${day} 23:59`)
    expect(sam.emails.slice(2)).toEqual([`${midnight} module two`])
  })
})

describe('journeys of different zones', () => {
  const far = other({ zone: 'Pacific/Auckland' })

  test('share a day by the clock of either: a morning there is an evening here', () => {
    // 08:30 on the 24th in Auckland.
    const sam = inTwo('2026-11-23 19:30', aJourney(), far)
    sam.passesTo('2026-11-25 00:00')
    expect(reasons(sam)).toEqual(['one-a-day'])
    expect(sam.emails.slice(1)).toEqual(['2026-11-23 09:00 module one', '2026-11-24 00:00 module red'])
  })

  test('and what went out there, tomorrow by its clock, counts for today here', () => {
    // 12:00 on the 24th in Auckland, which has then an email and no other day but this.
    const sam = aReader(far, { start: '2026-11-23 23:00' })
    sam.journeys['small-things'] = aJourney(['one'], { hours: { from: 0, to: 24 } })
    sam.apply([joins(sam, 'small-things')])
    sam.passesTo('2026-11-25 00:00')
    // London's next day has begun at midnight, and Auckland's at 11:00.
    expect(sam.emails.slice(1)).toEqual(['2026-11-23 23:00 module red', '2026-11-24 11:00 module one'])
  })

  test('as does what went out there this morning, which is yesterday there by now', () => {
    // 19:00 on the 23rd in Auckland, and 01:00 on the 24th when the second journey begins.
    const sam = aReader(far, { start: '2026-11-23 06:00' })
    sam.journeys['small-things'] = aJourney(['one'])
    sam.passesTo('2026-11-23 12:00')
    sam.apply([joins(sam, 'small-things')])
    sam.passesTo('2026-11-25 00:00')
    expect(sam.emails.slice(1)).toEqual(['2026-11-23 06:00 module red', '2026-11-24 08:00 module one'])
  })
})

describe('reminders come last', () => {
  test('a module of another journey that is due the same day goes first', () => {
    // The reminder of "one" and the module "red" fall on the same day, the reminder earlier.
    const sam = inTwo('2026-11-24 08:00', aJourney(), other({ modules: [aModule('red'), aModule('blue')] }))
    sam.apply([
      {
        type: 'EmailDeferred',
        at: sam.now,
        journeyId: 'other-things',
        reason: 'too-late',
        dueAt: on('2026-11-26 15:00'),
      },
    ])
    sam.passesTo('2026-11-28 00:00')
    expect(sam.emails.slice(2)).toEqual(['2026-11-26 15:00 module red', '2026-11-27 08:00 reminder one'])
    expect(reasons(sam)).toContain('modules-first')
  })

  test('but not one that is due as soon as the day is over', () => {
    const sam = inTwo('2026-11-24 08:00', aJourney(), other({ modules: [aModule('red'), aModule('blue')] }))
    const dueAt = on('2026-11-27 00:00')
    sam.apply([{ type: 'EmailDeferred', at: sam.now, journeyId: 'other-things', reason: 'too-late', dueAt }])
    sam.passesTo('2026-11-26 12:00')
    expect(sam.emails.slice(2)).toEqual(['2026-11-26 09:00 reminder one'])
  })

  test('but not one of a journey that an operator has held up since yesterday', () => {
    const sam = inTwo('2026-11-24 08:00')
    sam.held.add('other-things')
    sam.passesTo('2026-11-27 00:00')
    expect(sam.emails.slice(2)).toEqual(['2026-11-26 09:00 reminder one'])
  })

  test('and not one whose email may have gone out already, days ago', () => {
    const sam = inTwo('2026-11-24 08:00')
    sam.fate = email => ('moduleId' in email && email.moduleId === 'red' ? 'no-answer' : { is: 'accepted' })
    sam.passesTo('2026-11-27 00:00')
    expect(sam.in('other-things').claim?.unknownSince).toBeDefined()
    expect(sam.emails.slice(2)).toEqual(['2026-11-26 09:00 reminder one'])
  })

  test('nor does one reminder wait for another', () => {
    const sam = inTwo('2026-11-24 09:00')
    sam.passesTo('2026-11-24 10:00')
    sam.prefers({ parts: ['daytime'] }, '2026-11-25 09:00') // both begin their silence anew
    sam.passesTo('2026-11-29 20:00')
    expect(sam.emails.slice(3)).toEqual(['2026-11-28 09:00 reminder one', '2026-11-29 08:00 reminder red'])
    expect(reasons(sam)).not.toContain('modules-first')
  })

  test('two of them on one day: one waits till tomorrow, and the reminder schedule keeps its distance', () => {
    const sam = inTwo('2026-11-24 09:00')
    sam.passesTo('2026-11-24 10:00')
    sam.completes('one', '2026-11-25 09:00') // "two" comes on the 27th, as does the reminder of "red"
    sam.passesTo('2026-12-06 00:00')
    expect(sam.emails.slice(2)).toEqual([
      '2026-11-24 09:00 module red',
      '2026-11-27 09:00 module two',
      '2026-11-28 08:00 reminder red',
      '2026-11-30 09:00 reminder two',
      '2026-12-02 08:00 short-reminder red',
      '2026-12-04 09:00 short-reminder two',
    ])
  })
})

describe('a day of one email costs no more than it has to', () => {
  test('in one journey the day is kept with it, and the person’s own row is not written', () => {
    const sam = aReader()
    expect(sam.learner).not.toHaveProperty('lastEmailAt')
    sam.journeys['other-things'] = other()
    sam.apply([joins(sam, 'other-things')])
    sam.completes('one', '2026-11-24 09:00')
    sam.passesTo('2026-11-26 12:00')
    expect(sam.learner.lastEmailAt).toBe(on('2026-11-26 09:00'))
  })
})
