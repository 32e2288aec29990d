import { describe, expect, test } from 'vitest'
import { aReader, epochOf, given, type Life, learnerId } from '../support/life.ts'
import { aJourney, aModule, on } from '../support/small-journey.ts'

const journeyId = 'small-things'

const reasons = (sam: Life) =>
  sam.events.flatMap(event => (event.type === 'EmailDeferred' ? [event.reason] : []))

describe('an email that is due', () => {
  const due = () => {
    const sam = aReader()
    sam.completes('one', '2026-11-24 09:00')
    return sam
  }
  const deliver = { type: 'DeliverDue' as const, journeyId, by: 'worker-1' }

  test('is claimed before it is sent, under an id that the same decision gives again', () => {
    const sam = due()
    sam.now = on('2026-11-26 09:00')
    const id = `${learnerId}_${epochOf(1)}_module_1_small-things_two`
    const email = { id, kind: 'module', journeyId, moduleId: 'two', occurrence: 1 }
    const decision = {
      outcome: 'claimed',
      email,
      events: [{ type: 'EmailClaimed', at: sam.now, journeyId, email, by: 'worker-1' }],
    }
    expect(sam.asks(deliver)).toEqual(decision)
    expect(sam.asks(deliver)).toEqual(decision)
  })

  test('is claimed once', () => {
    const sam = due()
    sam.now = on('2026-11-26 09:00')
    sam.does(deliver)
    expect(sam.does({ ...deliver, by: 'worker-2' })).toEqual({ outcome: 'in-flight', events: [] })
  })

  test('is not claimed a moment early', () => {
    const sam = due()
    sam.now = on('2026-11-26 09:00') - 1
    expect(sam.asks(deliver)).toEqual({ outcome: 'nothing-due', events: [] })
  })

  test.each<[string, (sam: Life) => unknown]>([
    ['left', sam => sam.does({ type: 'Leave', via: 'one-click' })],
    ['paused', sam => sam.pauses()],
    ['bounced', sam => sam.does({ type: 'RecordBounce', lasting: true, code: 'permanent.general' })],
    ['complained', sam => sam.does({ type: 'RecordComplaint' })],
    ['was erased', sam => sam.does({ type: 'Erase' })],
    [
      'asks to sign up anew after leaving',
      sam => [sam.does({ type: 'Leave', via: 'page' }), sam.signsUp(journeyId)],
    ],
  ])('is not claimed for somebody who %s', (_, act) => {
    const sam = due()
    act(sam)
    sam.now = on('2026-11-27 09:00')
    expect(['nothing-due', 'not-a-learner']).toContain(sam.asks(deliver).outcome)
    expect(sam.asks(deliver).events).toEqual([])
  })

  test('goes out after a bounce that passes', () => {
    const sam = due()
    sam.does({ type: 'RecordBounce', lasting: false, code: 'transient.mailboxfull' })
    sam.passesTo('2026-11-26 09:00')
    expect(sam.emails.at(-1)).toBe('2026-11-26 09:00 module two')
  })

  test('waits for its journey to be published', () => {
    const { learner } = due()
    const at = on('2026-11-26 09:00')
    expect(given(learner).when({ ...deliver, at })).toEqual({ outcome: 'no-such-journey', events: [] })
  })
})

test('a module that an operator sends once more goes out at that very moment', () => {
  const sam = aReader()
  sam.does({ type: 'ResendModule', journeyId, moduleId: 'one' }, '2026-11-24 03:00')
  sam.delivers()
  expect(sam.emails.slice(2)).toEqual(['2026-11-24 03:00 module one'])
  expect(sam.nextDue).toBe('2026-11-26 09:00')
})

describe('an email that a backlog made late', () => {
  const releasedAt = (local: string, preferences = {}) => {
    const sam = aReader(aJourney(), { preferences: { pace: 'as-written', ...preferences } })
    sam.completes('one', '2026-11-24 19:30')
    sam.held.add(journeyId)
    sam.passesTo(local)
    sam.held.clear()
    return sam
  }

  test('by three hours still goes out', () => {
    const sam = releasedAt('2026-11-26 22:30')
    sam.delivers()
    expect(sam.emails.at(-1)).toBe('2026-11-26 22:30 module two')
  })

  test('by more waits for the person’s next preferred time, somewhere within it', () => {
    const sam = releasedAt('2026-11-26 22:31')
    sam.delivers()
    expect(reasons(sam)).toEqual(['too-late'])
    expect(sam.nextDue).toMatch(/^2026-11-27 /)
    sam.passesTo('2026-11-27 20:00')
    expect(sam.emails).toHaveLength(3)
  })

  test('is spread over the rest of a time that is running, and for a shift worker over theirs', () => {
    const inHours = releasedAt('2026-11-30 12:00')
    inHours.delivers()
    expect(inHours.nextDue?.slice(0, 10)).toBe('2026-11-30')
    expect(inHours.nextDue && inHours.nextDue >= '2026-11-30 12:00').toBe(true)
    const atNight = releasedAt('2026-11-30 12:00', { parts: ['night'] })
    atNight.delivers()
    expect(
      atNight.nextDue && atNight.nextDue >= '2026-11-30 22:00' && atNight.nextDue < '2026-12-01 05:00',
    ).toBe(true)
  })

  test('and different people at different moments', () => {
    const { learner, journeys } = releasedAt('2026-11-30 12:00')
    const dueOf = (id: string) => {
      const command = { type: 'DeliverDue' as const, at: on('2026-11-30 12:00'), journeyId, by: 'w' }
      const [event] = given({ ...learner, id }, ...Object.values(journeys)).when(command).events
      return event?.type === 'EmailDeferred' ? event.dueAt : 0
    }
    const moments = ['a', 'b', 'c', 'd', 'e', 'f'].map(accountEmail => dueOf(accountEmail.repeat(24)))
    expect(new Set(moments).size).toBe(6)
  })
})

describe('an email about a module that was recalled', () => {
  const deliver = (recalled: string[]) => ({ type: 'DeliverDue' as const, journeyId, by: 'w', recalled })
  const due = () => {
    const sam = aReader()
    sam.completes('one', '2026-11-24 09:00')
    sam.now = on('2026-11-26 09:00')
    return sam
  }

  test('waits for an hour, and then again, until it is not', () => {
    const sam = due()
    sam.does(deliver(['two']))
    expect(reasons(sam)).toEqual(['recalled'])
    expect(sam.nextDue).toBe('2026-11-26 10:00')
    sam.now = on('2026-11-26 10:00')
    expect(sam.asks(deliver([])).outcome).toBe('claimed')
  })

  test('holds up no other module', () => {
    expect(due().asks(deliver(['one', 'three'])).outcome).toBe('claimed')
  })
})

describe('what is deferred says why', () => {
  test.each<[string, (sam: Life) => unknown]>([
    [
      'on-a-break',
      sam =>
        sam.does({
          type: 'ChangePreferences',
          preferences: { pace: 'as-written', breakUntil: '2026-12-24' },
        }),
    ],
    ['too-late', sam => sam.held.add(journeyId)],
  ])('%s', (reason, act) => {
    const sam = aReader(aJourney(['one', aModule('two', { after: { days: 0 } })]))
    act(sam)
    sam.completes('one', '2026-11-24 09:00')
    sam.passesTo('2026-11-24 13:00')
    sam.held.clear()
    sam.delivers()
    expect(reasons(sam)).toContain(reason)
  })
})
