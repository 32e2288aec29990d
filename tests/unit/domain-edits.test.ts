import { describe, expect, test } from 'vitest'
import { day } from '../../shared/domain/duration.ts'
import type { Journey } from '../../shared/domain/journey.ts'
import { aReader } from '../support/life.ts'
import { aJourney, aModule, clockTime, on } from '../support/small-journey.ts'

const journeyId = 'small-things'
const original = aJourney(['a', 'b', 'c', 'd'])

/** Somebody who is reading module b since the 26th of November at 9, or waits for module c from then. */
const reading = () => {
  const sam = aReader(original)
  sam.completes('a', '2026-11-24 09:00')
  sam.passesTo('2026-11-26 09:00')
  return sam
}
const waiting = () => {
  const sam = reading()
  sam.completes('b', '2026-11-26 10:00')
  return sam
}
/** What they get from then on, if each module is done a day after it came. */
function modulesAfter(sam: ReturnType<typeof reading>, edited: Journey): string[] {
  sam.publish(edited)
  const before = sam.emails.length
  for (let days = 0; days < 30; days += 1) {
    sam.passesTo(clockTime(sam.now + day))
    const { phase } = sam.in()
    if (phase.is === 'reading') sam.completes(phase.moduleId)
  }
  expect(sam.in().phase).toEqual({ is: 'completed' })
  const emails = sam.emails.slice(before).map(email => email.replace(/^\S+ \S+ /, ''))
  return emails.filter(email => !email.startsWith('finished '))
}

describe('who waits for the next module', () => {
  test.each<[string, string[], string[]]>([
    ['gets the one after it when it goes', ['a', 'b', 'd'], ['module d']],
    ['gets one that is put in before it', ['a', 'b', 'x', 'c', 'd'], ['module x', 'module c', 'module d']],
    ['does not get one that is put in behind them', ['a', 'x', 'b', 'c', 'd'], ['module c', 'module d']],
    ['gets them in their new order', ['a', 'b', 'd', 'c'], ['module d', 'module c']],
    ['gets what is put at the end', ['a', 'b', 'c', 'd', 'x'], ['module c', 'module d', 'module x']],
    ['goes on though all they had is gone', ['c', 'd'], ['module c', 'module d']],
    ['goes on from what is left of what they had', ['x', 'a', 'c', 'd'], ['module c', 'module d']],
    ['loses nothing when an earlier one moves to the end', ['b', 'c', 'd', 'a'], ['module c', 'module d']],
    [
      'is sent nothing twice when one they had moves ahead of them',
      ['b', 'c', 'a', 'd'],
      ['module c', 'module d'],
    ],
    ['is at the end when nothing remains', ['a', 'b'], []],
    ['is at the end when nothing remains at all but others', ['a'], []],
  ])('%s', (_, edited, expected) => {
    expect(modulesAfter(waiting(), aJourney(edited))).toEqual(expected)
  })

  test('finishes when nothing remains, at the time at which it would have come', () => {
    const sam = waiting()
    sam.publish(aJourney(['a', 'b']))
    sam.passesTo('2026-11-28 10:00')
    const at = on('2026-11-28 10:00')
    expect(sam.events).toContainEqual({ type: 'JourneyCompleted', at, journeyId, dueAt: at })
  })

  test('gets it at the time that was planned, though its wait has changed', () => {
    const sam = waiting()
    sam.publish(aJourney(['a', 'b', aModule('c', { after: { days: 20 } })]))
    sam.passesTo('2026-11-28 12:00')
    expect(sam.emails.at(-1)).toBe('2026-11-28 10:00 module c')
  })

  test('passes over one that is for other people now, and gets one that has become theirs', () => {
    const branching = (audience: 'onlyFor' | 'notFor') =>
      aJourney(['a', 'b', aModule('c', { [audience]: ['ambulance'] }), 'd'])
    const nextFor = (edited: Journey) => {
      const sam = aReader(original, { sector: 'ambulance' })
      sam.completes('a', '2026-11-24 09:00')
      sam.completes('b', '2026-11-26 10:00')
      sam.publish(edited)
      sam.passesTo('2026-11-28 12:00')
      return sam.emails.at(-1)
    }
    expect(nextFor(branching('onlyFor'))).toBe('2026-11-28 10:00 module c')
    expect(nextFor(branching('notFor'))).toBe('2026-11-28 10:00 module d')
  })
})

describe('who reads a module', () => {
  test('that goes, goes on with the next one instead of being reminded', () => {
    const sam = reading()
    sam.publish(aJourney(['a', 'c', 'd']))
    sam.passesTo('2026-11-30 00:00')
    expect(sam.emails.slice(3)).toEqual(['2026-11-29 09:00 module c'])
    expect(sam.events.filter(({ type }) => type === 'ModuleRetired')).toEqual([
      {
        type: 'ModuleRetired',
        at: on('2026-11-29 09:00'),
        journeyId,
        moduleId: 'b',
        dueAt: on('2026-11-29 09:00'),
      },
    ])
  })

  test('that goes and comes back, is not sent it again', () => {
    const sam = reading()
    sam.publish(aJourney(['a', 'c', 'd']))
    sam.passesTo('2026-11-29 10:00')
    expect(sam.emails.at(-1)).toBe('2026-11-29 09:00 module c')
    expect(modulesAfter(sam, aJourney(['a', 'c', 'b', 'd']))).toEqual(['module d'])
  })

  test('that goes, may still say that they have done it', () => {
    const sam = reading()
    sam.publish(aJourney(['a', 'c', 'd']))
    expect(
      sam.does({ type: 'CompleteModule', journeyId, moduleId: 'b', epoch: sam.learner.epoch, via: 'page' })
        .outcome,
    ).toBe('done')
    expect(sam.nextDue).toBe('2026-11-28 09:00')
  })

  test('may also still say so of an earlier one that has gone', () => {
    const sam = aReader(original)
    sam.completes('b', '2026-11-24 09:00')
    sam.passesTo('2026-11-24 10:00')
    sam.publish(aJourney(['c', 'd']))
    const { epoch } = sam.learner
    expect(sam.does({ type: 'CompleteModule', journeyId, moduleId: 'a', epoch, via: 'page' }).outcome).toBe(
      'done',
    )
  })

  test('that goes with everything behind it, is at the end', () => {
    const sam = reading()
    sam.publish(aJourney(['a']))
    sam.passesTo('2026-11-30 00:00')
    expect(sam.in().phase).toEqual({ is: 'completed' })
  })

  test('that goes while they pause, goes on with the next one when they resume', () => {
    const sam = reading()
    sam.pauses()
    sam.publish(aJourney(['a', 'c', 'd']))
    sam.resumes('2026-12-24 21:00')
    sam.passesTo('2026-12-25 12:00')
    expect(sam.emails.at(-1)).toBe('2026-12-25 08:00 module c')
  })

  test('that goes and comes back later, is not sent it again', () => {
    const sam = reading()
    sam.publish(aJourney(['a', 'c', 'd']))
    sam.passesTo('2026-11-29 09:00')
    sam.publish(original)
    sam.completes('c', '2026-11-30 09:00')
    sam.passesTo('2026-12-02 12:00')
    expect(sam.emails.at(-1)).toBe('2026-12-02 09:00 module d')
  })

  test('is reminded as the new reminder schedule says', () => {
    const sam = reading()
    const gentler = { remind: [{ days: 10 }], pauseAfter: { days: 30 } }
    sam.publish(aJourney(['a', aModule('b', gentler), 'c', 'd']))
    sam.passesTo('2027-02-01 00:00')
    expect(sam.emails.slice(3)).toEqual(['2026-12-06 09:00 reminder b', '2026-12-26 09:00 paused b'])
    expect(sam.events.filter(({ type }) => type === 'EmailDeferred')).toMatchObject([
      { reason: 'nothing-to-send', dueAt: on('2026-12-06 09:00') },
    ])
  })

  test('is not reminded of rungs that the new reminder schedule has no more', () => {
    const sam = reading()
    sam.passesTo('2026-11-29 10:00')
    sam.publish(aJourney(['a', aModule('b', { remind: [{ days: 3 }], pauseAfter: { days: 20 } }), 'c', 'd']))
    sam.passesTo('2027-02-01 00:00')
    expect(sam.emails.slice(3)).toEqual(['2026-11-29 09:00 reminder b', '2026-12-16 09:00 paused b'])
  })

  test('and whose module moves to another place goes on from there', () => {
    expect(modulesAfter(reading(), aJourney(['b', 'a', 'c', 'd']))).toEqual(['module c', 'module d'])
  })
})

test('who has finished has finished', () => {
  const sam = aReader(aJourney(['a', 'b']))
  sam.completes('a', '2026-11-24 09:00')
  sam.completes('b', '2026-11-27 09:00')
  sam.publish(aJourney(['x', 'a', 'y', 'b', 'z']))
  sam.passesTo('2028-01-01 00:00')
  expect(sam.emails.slice(3)).toEqual(['2026-11-27 09:00 finished b'])
})

test('an email that is on its way when its module goes settles, and the next one follows', () => {
  const sam = aReader(original)
  sam.fate = email => ('moduleId' in email && email.moduleId === 'b' ? 'no-answer' : { is: 'accepted' })
  sam.completes('a', '2026-11-24 09:00')
  sam.passesTo('2026-11-26 09:00')
  sam.publish(aJourney(['a', 'c', 'd']))
  const email = sam.claimed.at(-1)
  if (email) sam.settles(email, { is: 'accepted' })
  expect(sam.in().phase).toMatchObject({ is: 'reading', moduleId: 'b' })
  sam.passesTo('2026-11-27 12:00')
  expect(sam.emails.slice(2)).toEqual(['2026-11-26 09:00 module b', '2026-11-27 08:00 module c'])
})
