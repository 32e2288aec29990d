import { describe, expect, test } from 'vitest'
import { evolve } from '../../shared/domain/evolve.ts'
import { aReader, epochOf, Life, learnerId } from '../support/life.ts'
import { aJourney, aModule, on } from '../support/small-journey.ts'

const journeyId = 'small-things'
const nobody = () => new Life('2026-11-23 09:00', aJourney())
describe('leaving', () => {
  test.each(['page', 'one-click', 'operator'] as const)('by %s ends everything at once', via => {
    const sam = aReader()
    sam.does({ type: 'RequestAccountEmail', kind: 'private-link' })
    expect(sam.does({ type: 'Leave', via }).events).toEqual([{ type: 'Unsubscribed', at: sam.now, via }])
    expect(sam.nextDue).toBeUndefined()
    sam.passesTo('2028-01-01 00:00')
    expect(sam.emails).toHaveLength(2)
    expect(sam.does({ type: 'Leave', via })).toEqual({ outcome: 'done-before', events: [] })
  })

  test('before having confirmed is possible too, and the old confirmation brings nobody back', () => {
    const sam = nobody()
    sam.signsUp(journeyId)
    sam.does({ type: 'Leave', via: 'page' })
    expect(sam.does({ type: 'ConfirmSignUp', epoch: epochOf(1), request: 0 })).toEqual({
      outcome: 'link-outdated',
      events: [],
    })
  })

  test('makes every older link and event harmless', () => {
    const sam = aReader()
    const epoch = epochOf(1)
    sam.does({ type: 'Leave', via: 'page' })
    expect(sam.does({ type: 'ConfirmSignUp', epoch, request: 0 }).events).toEqual([])
    expect(sam.does({ type: 'StartJourney', journeyId, epoch }).events).toEqual([])
    expect(
      sam.does({ type: 'CompleteModule', journeyId, moduleId: 'one', epoch, via: 'page' }).events,
    ).toEqual([])
    expect(sam.does({ type: 'ResumeJourney', journeyId }).events).toEqual([])
    expect(sam.does({ type: 'PauseJourney', journeyId }).events).toEqual([])
    expect(sam.does({ type: 'RequestAccountEmail', kind: 'private-link' }).events).toEqual([])
  })

  test('and somebody else filling in the form does not bring them back', () => {
    const sam = aReader()
    sam.does({ type: 'Leave', via: 'page' })
    sam.passesTo('2026-11-25 09:00')
    sam.signsUp(journeyId)
    sam.passesTo('2026-12-24 09:00')
    expect(sam.emails.slice(2)).toEqual(['2026-11-25 09:00 confirm'])
    expect(sam.learner).toMatchObject({ status: 'left', epoch: epochOf(1) })
    expect(sam.does({ type: 'Leave', via: 'one-click' }).outcome).toBe('done')
    expect(sam.presses(2).outcome).toBe('link-outdated')
  })
})

describe('a sign-up that nobody could be asked to confirm', () => {
  test('is forgotten with the email that would have asked', () => {
    const sam = aReader()
    sam.does({ type: 'Leave', via: 'page' })
    const emails = sam.emails.length
    sam.signsUp(journeyId)
    sam.does({ type: 'RecordComplaint' })
    sam.passesTo('2026-12-25 09:00')
    sam.does({ type: 'LiftSuppression' })
    sam.passesTo('2026-12-26 09:00')
    expect(sam.learner.accountEmails).toEqual([])
    expect(sam.emails).toHaveLength(emails)
  })
})

describe('a second life', () => {
  const returned = (change: { until?: string } = {}) => {
    const sam = aReader()
    sam.completes('one', '2026-11-24 09:00')
    sam.passesTo(change.until ?? '2026-11-26 10:00')
    sam.does({ type: 'Leave', via: 'page' })
    sam.passesTo('2027-02-01 12:00')
    sam.signsUp(journeyId)
    sam.confirms()
    return sam
  }

  test('goes on at once where the first one was: with the module that was not done', () => {
    const sam = returned()
    expect(sam.emails.slice(-2)).toEqual(['2027-02-01 12:00 confirm', '2027-02-01 12:00 module two'])
    sam.completes('two', '2027-02-02 09:00')
    sam.passesTo('2027-02-04 09:00')
    expect(sam.emails.at(-1)).toBe('2027-02-04 09:00 module three')
  })

  test('does not wait for what its author lets newcomers wait', () => {
    const sam = new Life('2026-11-23 09:00', aJourney([aModule('one', { after: { days: 1 } }), 'two']))
    sam.signsUp(journeyId)
    sam.confirms()
    sam.passesTo('2026-11-24 10:00')
    sam.completes('one')
    sam.does({ type: 'Leave', via: 'page' })
    sam.passesTo('2027-02-01 12:00')
    sam.signsUp(journeyId)
    sam.confirms()
    expect(sam.emails.at(-1)).toBe('2027-02-01 12:00 module two')
  })

  test('of who had done nothing yet begins as a first one does', () => {
    const sam = new Life('2026-11-23 09:00', aJourney([aModule('one', { after: { days: 1 } }), 'two']))
    sam.signsUp(journeyId)
    sam.confirms()
    sam.does({ type: 'Leave', via: 'page' })
    sam.passesTo('2027-02-01 12:00')
    sam.signsUp(journeyId)
    sam.confirms()
    expect(sam.nextDue).toBe('2027-02-02 12:00')
  })

  test('has ids of its own', () => {
    const sam = returned()
    expect(sam.claimed.at(-1)?.id).toBe(`${learnerId}_${epochOf(2)}_module_2_small-things_two`)
    expect(new Set(sam.claimed.map(({ id }) => id)).size).toBe(sam.claimed.length)
  })

  test('knows the links of the first one, and does nothing for them', () => {
    const sam = returned()
    const old = {
      type: 'CompleteModule' as const,
      journeyId,
      moduleId: 'two',
      epoch: epochOf(1),
      via: 'page' as const,
    }
    expect(sam.does(old)).toEqual({ outcome: 'link-outdated', events: [] })
    expect(sam.does({ type: 'ConfirmSignUp', epoch: epochOf(1), request: 0 })).toEqual({
      outcome: 'link-outdated',
      events: [],
    })
    expect(sam.does({ type: 'StartJourney', journeyId, epoch: epochOf(1) }).events).toEqual([])
  })

  test.each([1, 2])('that has not begun yet takes no completion, by a link of life %i', life => {
    const sam = aReader()
    sam.does({ type: 'Leave', via: 'page' })
    sam.passesTo('2026-12-01 12:00')
    sam.signsUp(journeyId)
    sam.presses()
    const done = {
      type: 'CompleteModule',
      journeyId,
      moduleId: 'one',
      epoch: epochOf(life),
      via: 'page',
    } as const
    expect(sam.does(done)).toEqual({ outcome: 'link-outdated', events: [] })
  })

  test('begins anew for who had finished', () => {
    const sam = aReader(aJourney(['one']))
    sam.completes('one', '2026-11-24 09:00')
    sam.does({ type: 'Leave', via: 'page' })
    expect(sam.in().phase).toEqual({ is: 'completed' })
    sam.passesTo('2027-02-01 12:00')
    sam.signsUp(journeyId)
    sam.confirms()
    expect(sam.emails.at(-1)).toBe('2027-02-01 12:00 module one')
    expect(sam.in().done).toEqual([])
  })

  test('on the very day has its first module on the next: one email a day holds over lives', () => {
    const sam = aReader()
    sam.passesTo('2026-11-23 10:00')
    sam.does({ type: 'Leave', via: 'page' })
    sam.signsUp(journeyId)
    sam.confirms()
    sam.passesTo('2026-11-24 10:00')
    expect(sam.emails.slice(-2)).toEqual(['2026-11-23 10:00 confirm', '2026-11-24 08:00 module one'])
  })

  test('is not paused because the first one was', () => {
    const sam = aReader()
    sam.pauses()
    sam.does({ type: 'Leave', via: 'page' })
    sam.passesTo('2026-12-01 12:00')
    sam.signsUp(journeyId)
    sam.confirms()
    expect(sam.emails.at(-1)).toBe('2026-12-01 12:00 module one')
  })

  test('in another journey leaves the first one left', () => {
    const sam = aReader()
    sam.pauses()
    sam.does({ type: 'Leave', via: 'page' })
    sam.journeys['other'] = aJourney(['red'], { id: 'other' })
    sam.passesTo('2026-12-01 12:00')
    sam.signsUp('other')
    sam.confirms()
    expect(sam.in(journeyId).phase).toEqual({ is: 'left' })
    expect(sam.does({ type: 'ResumeJourney', journeyId }).events).toEqual([])
    expect(sam.emails.at(-1)).toBe('2026-12-01 12:00 module red')
  })
})

describe('erasing', () => {
  test('leaves nobody to do anything with', () => {
    const sam = aReader()
    expect(sam.does({ type: 'Erase' }).events).toEqual([{ type: 'LearnerErased', at: sam.now }])
    expect(sam.nextDue).toBeUndefined()
    expect(sam.learner.enrolments).toEqual({})
    for (const intent of [
      { type: 'ConfirmSignUp' as const, epoch: epochOf(1), request: 0 },
      { type: 'StartJourney' as const, journeyId, epoch: epochOf(1) },
      {
        type: 'CompleteModule' as const,
        journeyId,
        moduleId: 'one',
        epoch: epochOf(1),
        via: 'platform' as const,
      },
      { type: 'RecordBounce' as const, lasting: true, code: 'permanent' },
      { type: 'Erase' as const },
    ])
      expect(sam.does(intent)).toEqual({ outcome: 'not-a-learner', events: [] })
  })
})

describe('bounces and complaints', () => {
  test('that last end all email, once', () => {
    const sam = aReader()
    expect(sam.does({ type: 'RecordBounce', lasting: true, code: 'permanent.general' }).events).toEqual([
      { type: 'EmailBounced', at: sam.now, lasting: true, code: 'permanent.general' },
    ])
    expect(sam.nextDue).toBeUndefined()
    expect(sam.does({ type: 'RecordBounce', lasting: true, code: 'permanent.general' }).outcome).toBe(
      'done-before',
    )
    expect(sam.does({ type: 'RecordComplaint' }).outcome).toBe('done')
    expect(sam.does({ type: 'RecordComplaint' }).outcome).toBe('done-before')
    expect(sam.learner.undeliverable).toBe('complained')
  })

  test('that pass are only written down', () => {
    const sam = aReader()
    const before = sam.learner
    sam.does({ type: 'RecordBounce', lasting: false, code: 'transient.general' })
    expect(sam.learner).toBe(before)
  })

  test('leave an operator’s word standing, as does a change of address', () => {
    const sam = aReader()
    sam.does({ type: 'Suppress' })
    sam.does({ type: 'RecordComplaint' })
    expect(sam.learner.undeliverable).toBe('suppressed')
    expect(evolve(sam.learner, { type: 'AddressChanged', at: sam.now, occurrence: 1 }).undeliverable).toBe(
      'suppressed',
    )
  })
})

test('what was due while a person cannot be reached is due when they can', () => {
  const sam = aReader()
  sam.does({ type: 'Suppress' })
  sam.passesTo('2026-11-27 10:00')
  sam.does({ type: 'LiftSuppression' })
  expect(sam.in().dueAt).toBe(on('2026-11-26 09:00'))
  sam.passesTo('2026-11-28 20:00')
  expect(sam.emails.at(-1)).toMatch(/reminder one$/)
})
