import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, hour } from '../../shared/domain/duration.ts'
import { currentModule, isOver } from '../../shared/domain/enrolment.ts'
import { enrolmentCap } from '../../shared/domain/learner.ts'
import { calendarDay } from '../../shared/domain/schedule.ts'
import { epochOf, Life, types } from '../support/life.ts'
import { aJourney, clockTime, on } from '../support/small-journey.ts'
import { first, second } from '../support/wishes.ts'

const [one, other] = [first.id, second.id]
const consent = { wording: '1', mechanism: 'page' as const }

const nobody = () => new Life('2026-11-23 09:00', first, second)

/** Somebody in the one journey, who holds its first module. */
function aReader(): Life {
  const sam = nobody()
  sam.signsUp(one, { preferences: { pace: 'as-written', days: ['monday', 'thursday'] }, sector: 'ambulance' })
  sam.confirms()
  return sam
}

/** Somebody in both, joined a day later. */
function inBoth(): Life {
  const sam = aReader()
  sam.passesTo('2026-11-24 10:00')
  sam.signsUp(other)
  sam.confirms()
  return sam
}

const state = (sam: Life, journeyId: string) => sam.learner.enrolments[journeyId]?.phase.is

/** Reads every module on the day after it came, for as long as anything comes. */
function readsAll(sam: Life, days = 60): void {
  for (let passed = 0; passed < days; passed += 1) {
    for (const enrolment of Object.values(sam.learner.enrolments)) {
      const moduleId = isOver(enrolment) ? undefined : currentModule(enrolment)
      if (moduleId) sam.completes(moduleId)
    }
    sam.passesTo(clockTime(sam.now + day))
  }
}

/** On which days emails of journeys came. */
const daysOf = ({ emails }: Life): string[] =>
  emails
    .filter(email => / (module|reminder) /.test(email))
    .map(email => calendarDay(on(email.slice(0, 16)), first.zone))

const lastOf = (sam: Life) => sam.events.slice(-2)

describe('two sign-ups, for two journeys', () => {
  /** Who starts a journey that was confirmed: the bus, once, twice or late, or nobody but the safety net. */
  const told = fc.constantFrom('told', 'told-twice', 'told-late', 'never-told')

  test('before confirming: each link confirms its own in either order, and both go to their ends, one email a day', () => {
    fc.assert(
      fc.property(
        fc.constantFrom([0, 1], [1, 0]),
        fc.constantFrom(0, 1, 30, 100),
        told,
        (order, hoursBetween, how) => {
          const sam = nobody()
          sam.signsUp(one)
          sam.signsUp(other)
          sam.delivers()
          expect(sam.emails).toEqual(['2026-11-23 09:00 confirm', '2026-11-23 09:00 confirm'])
          for (const request of order) {
            const journeyId = request === 0 ? one : other
            const outcome = sam.presses(request).outcome
            expect(outcome).toBe(request === order[0] ? 'done' : 'joined')
            const start = { type: 'StartJourney' as const, journeyId, epoch: sam.learner.epoch }
            if (how === 'told' || how === 'told-twice') sam.does(start)
            if (how === 'told-twice') expect(sam.does(start)).toEqual({ outcome: 'done-before', events: [] })
            if (how !== 'told-late') sam.passesTo(clockTime(sam.now + hoursBetween * hour))
            if (how === 'told-late') sam.does(start)
          }
          sam.delivers()
          readsAll(sam)
          expect([state(sam, one), state(sam, other)]).toEqual(['completed', 'completed'])
          expect(new Set(daysOf(sam)).size).toBe(daysOf(sam).length)
          expect(sam.emails.filter(email => email.includes(' module '))).toHaveLength(5)
          expect(types(sam.events).filter(type => type === 'JourneyStarted')).toHaveLength(2)
        },
      ),
    )
  })

  test('of somebody who has left: both belong to the one new life, whichever begins it', () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const sam = inBoth()
      sam.does({ type: 'Leave', via: 'page' })
      sam.passesTo('2026-12-07 09:00')
      sam.signsUp(one)
      sam.signsUp(other)
      sam.delivers()
      const numbers = sam.learner.requests.map(({ number }) => number)
      expect(order.map(place => sam.presses(numbers[place]).outcome)).toEqual(['done', 'joined'])
      sam.delivers()
      expect([state(sam, one), state(sam, other)]).not.toContain('left')
      expect(Object.values(sam.learner.enrolments).map(({ epoch }) => epoch)).toEqual(
        Array(2).fill(sam.learner.epoch),
      )
    }
  })

  test('for the same one: the first that is confirmed counts, and the other changes nothing', () => {
    const sam = nobody()
    sam.signsUp(one)
    sam.signsUp(one, { preferences: { pace: 'slower' } })
    sam.signsUp(other)
    expect(sam.presses(1).outcome).toBe('done')
    expect(sam.presses(0)).toEqual({ outcome: 'in-already', events: [] })
    expect(sam.learner.requests.map(({ journeyId }) => journeyId)).toEqual([other])
    expect(sam.learner.accountEmails).toMatchObject([{ kind: 'confirm', occurrence: 2 }])
  })

  test('where one is not published: the other starts, and it starts when it is', () => {
    const sam = nobody()
    sam.signsUp(one)
    sam.signsUp(other)
    sam.delivers()
    sam.presses(0)
    sam.presses(1)
    delete sam.journeys[one]
    sam.delivers()
    expect([state(sam, one), state(sam, other)]).toEqual([undefined, 'reading'])
    expect(sam.learner.joining).toMatchObject([{ journeyId: one }])
    sam.publish(first)
    sam.passesTo('2026-11-24 12:00')
    expect(state(sam, one)).toBe('reading')
  })
})

describe('joining another journey', () => {
  test('is a press: the email asks, and nothing but the journey becomes theirs', () => {
    const sam = aReader()
    sam.passesTo('2026-11-24 10:00')
    const before = sam.learner
    const { events } = sam.signsUp(other, { preferences: { pace: 'slower' }, sector: 'student' })
    const { at, epoch } = { at: sam.now, epoch: epochOf(1) }
    const { preferences, sector } = before
    expect(events).toEqual([
      { type: 'SignUpRequested', at, epoch, request: 1, journeyId: other, consent, preferences, sector },
      { type: 'AccountEmailRequested', at, kind: 'join', occurrence: 1 },
    ])
    sam.passesTo('2026-11-24 18:00')
    expect(sam.emails.at(-1)).toBe('2026-11-24 10:00 join')
    expect(state(sam, other)).toBeUndefined()
    expect(sam.presses(1)).toEqual({
      outcome: 'joined',
      events: [{ type: 'SignUpConfirmed', at: sam.now, epoch, request: 1, journeyId: other, joins: true }],
    })
    sam.delivers()
    expect([state(sam, one), state(sam, other)]).toEqual(['reading', 'reading'])
    expect(sam.learner).toMatchObject({ preferences, sector, consent: before.consent, confirmed: 0 })
    expect(sam.learner.joined).toEqual([{ journeyId: other, request: 1, consent: { ...consent, at } }])
    expect(sam.presses(1)).toEqual({ outcome: 'done-before', events: [] })
    expect(sam.presses(0)).toEqual({ outcome: 'done-before', events: [] })
  })

  test('on a day that has had its email begins with the next', () => {
    const sam = nobody()
    sam.signsUp(one)
    sam.confirms()
    sam.signsUp(other)
    sam.confirms()
    expect(sam.emails).toEqual([
      '2026-11-23 09:00 confirm',
      '2026-11-23 09:00 module one',
      '2026-11-23 09:00 join',
    ])
    sam.passesTo('2026-11-24 20:00')
    expect(sam.emails.at(-1)).toBe('2026-11-24 08:00 module red')
  })

  test('asked for twice sends one email, and one journey more', () => {
    const sam = aReader()
    sam.passesTo('2026-11-24 10:00')
    sam.signsUp(other)
    expect(sam.signsUp(other, { sector: 'student' }).events).toMatchObject([
      { type: 'AccountEmailWithheld', kind: 'join', reason: 'asked-recently' },
    ])
  })

  test('that they follow, or wait for, sends a word about that journey', () => {
    const sam = inBoth()
    sam.passesTo('2026-11-26 10:00')
    sam.signsUp(other)
    expect(lastOf(sam)).toMatchObject([{}, { kind: 'already-with-us', about: other }])
    expect(sam.learner.accountEmails).toMatchObject([{ kind: 'already-with-us', about: other }])
  })

  test('that they have been through does not begin again, whoever asks', () => {
    const sam = nobody()
    sam.signsUp(other)
    sam.confirms()
    sam.passesTo('2026-11-24 09:00')
    readsAll(sam)
    expect(state(sam, other)).toBe('completed')
    sam.signsUp(other)
    expect(sam.events.at(-1)).toMatchObject({ kind: 'completed-already', about: other })
    sam.delivers()
    expect(sam.emails.at(-1)).toMatch(/ completed-already$/)
    expect(sam.learner.requests).toEqual([])
  })

  test('whose link is pressed once it was finished by another way changes nothing', () => {
    const sam = aReader()
    sam.signsUp(other)
    const { learner } = sam
    const completed = { ...inBoth().in(other), phase: { is: 'completed' as const } }
    sam.learner = { ...learner, enrolments: { ...learner.enrolments, [other]: completed } }
    expect(sam.presses(1)).toEqual({ outcome: 'completed-before', events: [] })
  })

  test('beyond as many as anybody follows is declined, and starts the one that fits', () => {
    const sam = aReader()
    for (let more = 2; more < enrolmentCap; more += 1)
      sam.apply([
        {
          type: 'JourneyStarted',
          at: sam.now,
          epoch: epochOf(1),
          journeyId: `j${more}`,
          version: 1,
          dueAt: sam.now,
        },
      ])
    sam.journeys['third'] = aJourney(['third-one'], { id: 'third' })
    sam.passesTo('2026-11-24 10:00')
    sam.signsUp(other)
    sam.presses()
    sam.signsUp('third')
    sam.presses()
    expect(sam.does({ type: 'StartJourney', epoch: epochOf(1) }).events).toMatchObject([
      { type: 'JourneyStarted', journeyId: other },
      { type: 'JourneyNotStarted', journeyId: 'third', reason: 'too-many-journeys' },
    ])
    expect(sam.learner.joining).toEqual([])
  })
})

describe('leaving one journey', () => {
  const leaves = (sam: Life, journeyId: string) => sam.does({ type: 'LeaveJourney', journeyId })

  test('goes on with the other to its end, and nothing more of the one comes', () => {
    for (const [left, kept] of [
      [one, other],
      [other, one],
    ] as const) {
      const sam = inBoth()
      const had = sam.emails.length
      expect(leaves(sam, left)).toEqual({
        outcome: 'done',
        events: [{ type: 'JourneyLeft', at: sam.now, journeyId: left }],
      })
      readsAll(sam)
      expect([state(sam, left), state(sam, kept)]).toEqual(['left', 'completed'])
      const modules = sam.journeys[left]?.modules.map(({ id }) => id) ?? []
      expect(sam.emails.slice(had).filter(email => modules.some(id => email.endsWith(` ${id}`)))).toEqual([])
      expect(sam.learner.status).toBe('active')
    }
  })

  test('twice, or of one that they are not in, changes nothing', () => {
    const sam = inBoth()
    leaves(sam, other)
    expect(leaves(sam, other)).toEqual({ outcome: 'done-before', events: [] })
    expect(leaves(sam, 'third')).toEqual({ outcome: 'not-a-learner', events: [] })
  })

  test('that has not begun yet keeps it from beginning', () => {
    const sam = aReader()
    sam.signsUp(other)
    sam.presses()
    leaves(sam, other)
    sam.passesTo('2026-11-30 09:00')
    expect(state(sam, other)).toBeUndefined()
    expect(sam.events).toContainEqual({
      type: 'JourneyNotStarted',
      at: on('2026-11-23 09:00'),
      journeyId: other,
      reason: 'left-before',
    })
  })

  test('while an email of it is on its way, and joining it again, gives the next one a number of its own', () => {
    const sam = inBoth()
    sam.fate = () => 'no-answer'
    sam.completes('one')
    sam.passesTo('2026-11-27 12:00')
    expect(sam.in(one).claim).toBeDefined()
    leaves(sam, one)
    sam.fate = () => ({ is: 'accepted' })
    sam.signsUp(one)
    sam.confirms()
    sam.passesTo('2026-11-30 12:00')
    const ids = sam.claimed.flatMap(({ id, kind }) => (kind === 'module' && id.includes('_two') ? [id] : []))
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(2)
  })

  test('and joining it again goes on where they were; the link of the first time does nothing', () => {
    const sam = inBoth()
    sam.passesTo('2026-11-24 12:00')
    sam.completes('red')
    leaves(sam, other)
    expect(sam.presses(1).outcome).toBe('link-outdated')
    sam.passesTo('2026-11-28 12:00')
    sam.signsUp(other)
    sam.confirms()
    sam.passesTo('2026-11-30 20:00')
    expect(sam.emails.filter(email => / (red|blue)$/.test(email)).map(email => email.slice(17))).toEqual([
      'module red',
      'module blue',
    ])
  })
})
