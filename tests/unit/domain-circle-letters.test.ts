import { describe, expect, test } from 'vitest'
import { enrolmentDueAt } from '../../shared/domain/due.ts'
import { aReader, type Fate, type Life } from '../support/life.ts'
import { aJourney, aModule, clockTime, on } from '../support/small-journey.ts'

const until = on('2026-12-10 00:00')
const proposal = (change = {}) => ({
  type: 'PlanCircleLetter' as const,
  journeyId: 'small-things',
  kind: 'circle-proposal' as const,
  group: 'small-things.2026-11-29.0',
  until,
  ...change,
})
/** What became of letters, as `Dropped past`. */
const became = (sam: Life): string[] =>
  sam.events.flatMap(event => {
    if (event.type === 'CircleLetterDropped') return [`Dropped ${event.why}`]
    if (event.type === 'CircleLetterDeferred') return [`Deferred ${event.reason}`]
    return event.type.startsWith('CircleLetter') ? [event.type.slice('CircleLetter'.length)] : []
  })

/** Who has done their first module, and has the second one coming on the 30th. */
function aMember(change: Parameters<typeof aJourney>[1] = {}): Life {
  const sam = aReader(aJourney(['one', aModule('two', { after: { days: 7 } })], change))
  sam.completes('one')
  return sam
}

describe('a letter about a group', () => {
  test('is an email of the journey, planned once however often it is asked for', () => {
    const sam = aMember()
    expect(sam.does(proposal(), '2026-11-25 22:00').outcome).toBe('done')
    expect(sam.does(proposal()).outcome).toBe('done-before')
    sam.passesTo('2026-11-27 00:00')
    expect(sam.emails.at(-1)).toBe('2026-11-26 08:00 circle-proposal')
    expect(sam.does(proposal()).outcome).toBe('done-before')
    expect(became(sam)).toEqual(['Planned', 'Emailed'])
  })

  test('goes before that day’s module, which comes a day later', () => {
    const sam = aMember()
    sam.does(proposal(), '2026-11-29 22:00')
    sam.passesTo('2026-12-02 00:00')
    expect(sam.emails.slice(-2)).toEqual(['2026-11-30 08:00 circle-proposal', '2026-12-01 08:00 module two'])
  })

  test('goes before a module of another journey, too', () => {
    const sam = aReader(aJourney(['one', aModule('two', { after: { days: 7 } })]))
    const other = aJourney(['red'], { id: 'other-things' })
    sam.journeys[other.id] = other
    const { epoch } = sam.learner
    const begun = { epoch, journeyId: other.id, version: 1, dueAt: on('2026-11-25 08:00') }
    sam.apply([{ type: 'JourneyStarted', at: sam.now, ...begun }])
    sam.completes('one', '2026-11-24 07:30')
    sam.does(proposal({ journeyId: other.id }), '2026-11-30 22:00')
    expect(clockTime(sam.in('small-things').dueAt ?? 0)).toBe('2026-12-01 08:00')
    sam.passesTo('2026-12-03 00:00')
    expect(sam.emails.slice(-2)).toEqual(['2026-12-01 08:00 circle-proposal', '2026-12-02 08:00 module two'])
  })

  test('comes after the journey’s end as well, and brings no second end', () => {
    const sam = aReader(aJourney(['one']))
    sam.completes('one')
    sam.passesTo('2026-11-25 12:00')
    expect(sam.in().phase.is).toBe('completed')
    sam.does(proposal())
    sam.prefers({ parts: ['evening'] })
    sam.passesTo('2026-12-20 00:00')
    expect(sam.emails.slice(-2).map(email => email.slice(17))).toEqual(['finished one', 'circle-proposal'])
    expect(sam.nextDue).toBeUndefined()
  })

  test.each<[string, (sam: Life) => void, string]>([
    ['who pauses', sam => sam.pauses(), 'Dropped paused'],
    [
      'who leaves the journey',
      sam => sam.does({ type: 'LeaveJourney', journeyId: 'small-things' }),
      'Dropped left',
    ],
    ['who leaves', sam => sam.does({ type: 'Leave', via: 'page' }), 'Dropped left'],
    [
      'who is on a break until it is too late',
      sam => sam.prefers({ breakUntil: '2026-12-10' }),
      'Dropped on-a-break',
    ],
  ])('goes to nobody %s, and is not planned again', (_, does, why) => {
    const sam = aMember()
    sam.does(proposal(), '2026-11-25 22:00')
    does(sam)
    expect(became(sam)).toEqual(['Planned', why])
    expect(sam.does(proposal()).outcome).not.toBe('done')
    sam.passesTo('2026-12-20 00:00')
    expect(sam.emails.join()).not.toContain('circle')
  })

  test('waits through a break that ends in time, and for new times', () => {
    const sam = aMember()
    sam.does(proposal(), '2026-11-25 22:00')
    sam.prefers({ breakUntil: '2026-12-02', parts: ['evening'] })
    sam.passesTo('2026-12-03 00:00')
    expect(sam.emails.at(-1)).toBe('2026-12-02 17:00 circle-proposal')
  })

  test('is not planned when it would come too late, or to who has paused', () => {
    const sam = aMember()
    expect(sam.does(proposal({ until: sam.now })).outcome).toBe('too-late')
    expect(
      sam.does(proposal({ until: on('2026-11-24 07:00'), group: 'other' }), '2026-11-23 22:00').outcome,
    ).toBe('too-late')
    sam.pauses()
    expect(sam.does(proposal()).outcome).toBe('at-rest')
    expect(became(sam)).toEqual(['Dropped past', 'Dropped paused'])
  })

  test('comes through a pause by silence: they have pressed since', () => {
    const sam = aReader(aJourney())
    sam.passesTo('2027-02-01 00:00')
    expect(sam.in().pausedBy).toBe('silence')
    sam.does(proposal({ until: on('2027-02-10 00:00') }))
    sam.passesTo('2027-02-02 00:00')
    expect(sam.emails.at(-1)).toBe('2027-02-01 08:00 circle-proposal')
  })

  test('that comes to nothing frees the day, and the module comes', () => {
    const sam = aMember()
    sam.does(proposal(), '2026-11-29 22:00')
    sam.fate = email => ('group' in email ? { is: 'moot' } : { is: 'accepted' })
    sam.passesTo('2026-12-01 00:00')
    expect(became(sam)).toEqual(['Planned', 'Dropped came-to-nothing'])
    expect(sam.emails.at(-1)).toBe('2026-11-30 09:00 module two')
  })

  test.each<[string, Fate, string]>([
    ['refuses three times', { is: 'rejected', reason: 'rejected' }, 'Dropped rejected'],
    ['takes and does not deliver', { is: 'unknown' }, 'Dropped past'],
  ])('that SES %s is dropped in the end, and holds up no module', (_, fate, why) => {
    const sam = aMember()
    sam.does(proposal(), '2026-11-24 22:00')
    sam.fate = email => ('group' in email ? fate : { is: 'accepted' })
    sam.passesTo('2026-11-29 00:00')
    sam.evidence = 'absent'
    sam.passesTo('2026-12-20 00:00')
    expect(became(sam).at(-1)).toBe(why)
    expect(sam.emails.some(email => email.endsWith('module two'))).toBe(true)
  })

  test('that failed within SES goes out once more', () => {
    const sam = aMember()
    sam.does(proposal(), '2026-11-24 22:00')
    sam.passesTo('2026-11-25 12:00')
    const emailId = sam.claimed.at(-1)?.id ?? ''
    const failed = { is: 'failed' as const, reason: 'not-rendered' }
    const told = { type: 'SettleEmail' as const, emailId, journeyId: 'small-things', outcome: failed }
    expect([sam.does(told).outcome, sam.does(told).outcome]).toEqual(['done', 'done-before'])
    sam.passesTo('2026-11-28 00:00')
    expect(sam.emails.filter(email => email.includes('circle'))).toEqual([
      '2026-11-25 08:00 circle-proposal',
      '2026-11-26 12:00 circle-proposal',
    ])
  })

  test('is forgotten once it is too late to plan it, so that rows stay small', () => {
    const sam = aMember()
    sam.does(proposal(), '2026-11-25 22:00')
    sam.passesTo('2026-12-11 00:00')
    sam.does(proposal({ group: 'small-things.2026-12-06.0', until: on('2026-12-20 00:00') }))
    expect(sam.in().letters?.map(({ group }) => group)).toEqual(['small-things.2026-12-06.0'])
    expect(sam.does(proposal()).outcome).toBe('too-late')
  })

  test('makes nothing due for who has none', () => {
    const sam = aMember()
    expect(enrolmentDueAt(sam.learner, sam.in())).toBe(sam.in().dueAt)
    expect(sam.in()).not.toHaveProperty('letters')
  })
})
