import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { day } from '../../shared/domain/duration.ts'
import type { Journey, Module } from '../../shared/domain/journey.ts'
import { isFor } from '../../shared/domain/progress.ts'
import type { Sector } from '../../shared/domain/sectors.ts'
import { aReader, type Life } from '../support/life.ts'
import { aJourney, aModule, clockTime, on } from '../support/small-journey.ts'

const journeyId = 'small-things'
const forCrews = (id: string) => aModule(id, { onlyFor: ['ambulance'] })
const mixed = aJourney(['a', forCrews('b'), 'c', 'd'])

const names = (sam: Life, sector: Sector | undefined, at?: string) =>
  sam.does({ type: 'NameSector', sector }, at)

/** The modules that they get from then on, if each module is done a day after it came. */
function modulesAfter(sam: Life, days = 60): string[] {
  const before = sam.emails.length
  for (let passed = 0; passed < days; passed += 1) {
    sam.passesTo(clockTime(sam.now + day))
    const { phase } = sam.in()
    if (phase.is === 'reading') sam.completes(phase.moduleId)
  }
  const emails = sam.emails.slice(before).map(email => email.replace(/^\S+ \S+ /, ''))
  return emails.filter(email => email.startsWith('module '))
}

/** Somebody of no sector, who reads c and was passed over for b. */
function passedOver(): Life {
  const sam = aReader(mixed)
  sam.completes('a', '2026-11-24 09:00')
  sam.passesTo('2026-11-26 09:00')
  return sam
}

describe('who names their sector after they have begun', () => {
  it('is offered what they were passed over for, before all else, and goes on from their place', () => {
    const sam = passedOver()
    names(sam, 'ambulance')
    expect(modulesAfter(sam)).toEqual(['module b', 'module d'])
    expect(sam.in().phase).toEqual({ is: 'completed' })
  })

  it('gets it when its wait is over, if they wait for another one', () => {
    const sam = passedOver()
    sam.completes('c', '2026-11-26 10:00')
    const { events } = names(sam, 'ambulance', '2026-11-27 10:00')
    expect(events).toEqual([
      {
        type: 'SectorNamed',
        at: on('2026-11-27 10:00'),
        sector: 'ambulance',
        offered: { [journeyId]: ['b'] },
        dueAt: { [journeyId]: on('2026-11-28 10:00') },
      },
    ])
    sam.passesTo('2026-11-29 09:00')
    expect(sam.emails.at(-1)).toBe('2026-11-28 10:00 module b')
  })

  it('keeps what is planned where the same module comes next', () => {
    const sam = passedOver()
    const planned = sam.in().dueAt
    expect(names(sam, 'ambulance').events).toMatchObject([{ dueAt: {} }])
    expect(sam.in().dueAt).toBe(planned)
  })

  it('may take it back, and is offered no more what was for that sector', () => {
    const sam = passedOver()
    names(sam, 'ambulance')
    names(sam, undefined)
    expect(sam.learner.sector).toBeUndefined()
    expect(modulesAfter(sam)).toEqual(['module d'])
  })

  it('is told nothing new by the same press twice, and has finished when they have', () => {
    const sam = passedOver()
    expect(names(sam, 'ambulance').outcome).toBe('done')
    expect(names(sam, 'ambulance')).toEqual({ outcome: 'done-before', events: [] })
    modulesAfter(sam)
    names(sam, undefined)
    expect(names(sam, 'ambulance').events).toMatchObject([{ offered: {}, dueAt: {} }])
    expect(modulesAfter(sam, 10)).toEqual([])
  })

  test('a module added before their place meanwhile is still not sent', () => {
    const sam = passedOver()
    names(sam, 'ambulance')
    sam.publish(aJourney(['a', forCrews('b'), 'x', 'c', 'd']))
    expect(modulesAfter(sam)).toEqual(['module b', 'module d'])
  })

  it('counts as a press on the link of an email, of which a day has twenty', () => {
    const sam = passedOver()
    const mailedAt = sam.now
    for (let press = 0; press < 20; press += 1) sam.does({ type: 'CorrectDetail', detail: 'role', mailedAt })
    expect(sam.asks({ type: 'NameSector', sector: 'student', mailedAt }).outcome).toBe('too-often')
    expect(sam.asks({ type: 'CorrectDetail', detail: 'role', mailedAt }).outcome).toBe('too-often')
    expect(sam.asks({ type: 'NameSector', sector: 'student', mailedAt: mailedAt + 1 }).outcome).toBe('done')
  })
})

const audience = fc.constantFrom<Partial<Module>>(
  {},
  { onlyFor: ['ambulance'] },
  { onlyFor: ['student', 'ambulance'] },
  { notFor: ['ambulance'] },
)
const journeys: fc.Arbitrary<Journey> = fc
  .array(fc.tuple(audience, fc.constantFrom(0, 1, 3)), { minLength: 2, maxLength: 7 })
  .map(modules => aJourney(modules.map(([kept, days], i) => aModule(`m${i}`, { ...kept, after: { days } }))))
const said = fc.option(fc.constantFrom<Sector>('ambulance', 'student'), { nil: undefined })

test('whatever sector is named and when, each module for the last one is sent once, and what was missed comes in order', () => {
  fc.assert(
    fc.property(
      journeys,
      said,
      fc.array(fc.tuple(said, fc.nat(9)), { minLength: 1, maxLength: 4 }),
      (journey, first, namings) => {
        const sam = aReader(journey, first ? { sector: first } : {})
        let days = 0
        for (const [sector, wait] of namings) {
          modulesAfter(sam, wait)
          days += wait
          if (sam.in().phase.is === 'completed') return
          names(sam, sector)
        }
        const sentBefore = new Set(sam.in().emailed)
        modulesAfter(sam, 90)
        const { emailed, phase } = sam.in()
        const modules = sam.emails.filter(email => email.includes(' module ')).map(email => email.slice(24))
        expect(phase, `after ${days} days`).toEqual({ is: 'completed' })
        expect(new Set(modules).size).toBe(modules.length)
        const theirs = journey.modules.filter(module => isFor(module, sam.learner)).map(({ id }) => id)
        expect(theirs.filter(id => !emailed.includes(id))).toEqual([])
        const since = emailed.filter(id => !sentBefore.has(id))
        expect(since).toEqual(journey.modules.map(({ id }) => id).filter(id => since.includes(id)))
        const daysOfEmails = sam.emails
          .filter(email => email.includes(' module '))
          .map(email => email.slice(0, 10))
        expect(new Set(daysOfEmails).size).toBe(daysOfEmails.length)
      },
    ),
  )
})
