import { describe, expect, test } from 'vitest'
import { isGivenUp } from '../../shared/domain/outbox.ts'
import { placeOf } from '../../shared/domain/place.ts'
import { aReader, Life } from '../support/life.ts'
import { withReminderOnItsWay } from '../support/on-its-way.ts'
import { aJourney, on } from '../support/small-journey.ts'

const journeyId = 'small-things'
const refused = { is: 'rejected', reason: 'invalid_parameter' } as const
const rejected = { is: 'failed', reason: 'rejected' } as const

const timesOf = (sam: Life) =>
  sam.events.flatMap(event => (event.type === 'EmailFailed' ? [event.rejections] : []))

/** Somebody whose second module SES has refused on three days, until it was given up. */
function refusedThrice(): Life {
  const sam = aReader()
  sam.completes('one')
  sam.fate = () => refused
  sam.passesTo('2027-03-01 09:00')
  sam.fate = () => ({ is: 'accepted' })
  return sam
}

describe('an email that SES refuses again and again', () => {
  test('is tried on three days, and then not any more, which is an event and a place of its own', () => {
    const sam = refusedThrice()
    expect(timesOf(sam)).toEqual([1, 2, 3])
    expect(sam.claimed.slice(2)).toHaveLength(3)
    expect(sam.nextDue).toBeUndefined()
    expect([isGivenUp(sam.in()), placeOf(sam.learner, sam.in())]).toEqual([true, 'rejected'])
  })

  test.each<[string, (sam: Life) => unknown]>([
    ['resumes', sam => sam.resumes()],
    ['does a module, from an old email', sam => sam.completes('three')],
    ['changes their times', sam => sam.prefers({ parts: ['daytime'] })],
    [
      'changes their address',
      sam => {
        sam.does({ type: 'RequestAccountEmail', kind: 'confirm-address' })
        sam.delivers()
        sam.does({ type: 'ConfirmAddress', occurrence: sam.learner.addressChange ?? -1 })
      },
    ],
    ['fills in the form once more', sam => sam.signsUp(journeyId)],
    ['is let go by an operator', sam => sam.does({ type: 'LiftSuppression' })],
    [
      'leaves and comes back',
      sam => {
        sam.does({ type: 'Leave', via: 'page' })
        sam.signsUp(journeyId)
        sam.confirms()
      },
    ],
  ])('is tried anew when its reader %s', (_, does) => {
    const sam = refusedThrice()
    does(sam)
    sam.passesTo('2027-03-03 12:00')
    expect(sam.emails.filter(email => email.endsWith('module two'))).toHaveLength(1)
    expect(sam.in()).not.toHaveProperty('rejections')
  })

  test('is given up after three more, and once only', () => {
    const sam = refusedThrice()
    sam.fate = () => refused
    sam.resumes()
    sam.passesTo('2027-06-01 09:00')
    expect(timesOf(sam)).toEqual([1, 2, 3, 1, 2, 3])
    expect(sam.nextDue).toBeUndefined()
  })

  test('and accepts it before, only to reject it, is given up too', () => {
    const sam = aReader()
    sam.completes('one')
    for (const date of ['2026-11-25', '2026-11-26', '2026-11-27', '2026-12-20']) {
      sam.passesTo(`${date} 12:00`)
      const email = sam.claimed.at(-1)
      if (email) sam.does({ type: 'SettleEmail', emailId: email.id, journeyId, outcome: rejected })
    }
    expect(timesOf(sam)).toEqual([1, 2, 3])
    expect(sam.claimed.slice(2)).toHaveLength(3)
  })

  test('for its words, which are the same for all, is its version’s matter and nobody’s own', () => {
    const sam = aReader()
    sam.completes('one')
    sam.fate = () => ({ is: 'rejected', reason: 'not-rendered' })
    sam.passesTo('2026-12-05 09:00')
    expect(timesOf(sam).length).toBeGreaterThan(5)
    expect(isGivenUp(sam.in())).toBe(false)
  })

  test('is nobody’s refusal when its reader has done its module meanwhile', () => {
    const sam = aReader()
    sam.fate = () => 'no-answer'
    sam.completes('one', '2026-11-23 10:00')
    sam.passesTo('2026-11-25 10:00')
    const email = sam.claimed.at(-1)
    sam.completes('two')
    if (email) sam.settles(email, refused)
    expect(timesOf(sam)).toEqual([undefined])
    expect(sam.in()).not.toHaveProperty('rejections')
  })

  test('does not keep its reader from pausing, and going on', () => {
    const sam = refusedThrice()
    sam.pauses()
    expect(placeOf(sam.learner, sam.in())).toBe('paused')
    sam.resumes()
    sam.passesTo('2027-03-03 12:00')
    expect(sam.emails.at(-1)).toMatch(/module two$/)
  })
})

describe('an account email that SES refuses again and again', () => {
  test('is tried on three days, and again when it is asked for again', () => {
    const sam = new Life('2026-11-23 09:00', aJourney())
    sam.fate = () => refused
    sam.signsUp(journeyId)
    sam.passesTo('2026-12-10 09:00')
    expect(timesOf(sam)).toEqual([1, 2, 3])
    expect(sam.learner.accountEmails).toEqual([])
    sam.fate = () => ({ is: 'accepted' })
    sam.signsUp(journeyId)
    sam.confirms()
    expect(sam.emails).toEqual(['2026-12-10 09:00 confirm', '2026-12-10 09:00 module one'])
  })

  test('keeps its count when its absence is proven in between', () => {
    const sam = new Life('2026-11-23 09:00', aJourney())
    sam.fate = () => refused
    sam.signsUp(journeyId)
    sam.delivers()
    sam.fate = () => 'no-answer'
    sam.evidence = 'absent'
    sam.passesTo('2026-11-24 09:10')
    sam.fate = () => refused
    sam.passesTo('2026-12-10 09:00')
    expect(timesOf(sam)).toEqual([1, 2, 3])
  })

  test("keeps its count when a refusal in between is the version's fault", () => {
    const sam = new Life('2026-11-23 09:00', aJourney())
    sam.fate = () => refused
    sam.signsUp(journeyId)
    sam.delivers()
    sam.fate = () => ({ ...refused, whose: 'version' })
    sam.passesTo('2026-11-24 09:10')
    sam.fate = () => refused
    sam.passesTo('2026-12-10 09:00')
    expect(timesOf(sam)).toEqual([1, undefined, 2, 3])
  })
})

describe('a reminder that SES took and could not deliver', () => {
  test('comes again the next day, and the reminder schedule goes on from there', () => {
    const { sam, email } = withReminderOnItsWay()
    sam.settles(email, { is: 'accepted' })
    sam.settles(email, rejected)
    expect(sam.in().phase).toMatchObject({ is: 'reading', moduleId: 'one', reminders: 0 })
    expect(sam.settles(email, rejected).outcome).toBe('done-before')
    sam.passesTo('2026-11-27 12:00')
    expect(sam.emails.filter(one => one.endsWith('reminder one'))).toHaveLength(2)
    expect(sam.in().phase).toMatchObject({ reminders: 1 })
  })

  test('does not matter any more once its reader has done something', () => {
    const { sam, email } = withReminderOnItsWay()
    sam.settles(email, { is: 'accepted' })
    sam.now = on('2026-11-26 10:00')
    sam.prefers({ parts: ['daytime'] })
    expect(sam.settles(email, rejected).outcome).toBe('done-before')
  })
})
