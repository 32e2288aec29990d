import { describe, expect, test } from 'vitest'
import type { Email } from '../../shared/domain/email.ts'
import { aReader, type Life } from '../support/life.ts'
import { on } from '../support/small-journey.ts'

const journeyId = 'small-things'
/** Everything after the confirmation and the first module. */
const later = (life: Life) => life.emails.slice(2)
const isPause = (email: Email) => email.kind === 'paused'

/** The email that tells of the pause is on its way, and its outcome is not written down yet. */
function withPauseOnItsWay(): { sam: Life; email: Email } {
  const sam = aReader()
  sam.fate = email => (isPause(email) ? 'no-answer' : { is: 'accepted' })
  sam.passesTo('2026-12-07 09:00')
  const email = sam.claimed.find(isPause)
  if (!email) throw new Error('No pause was told.')
  return { sam, email }
}

describe('somebody who acts while the email about their pause is on its way is not paused by it', () => {
  test.each<[string, (sam: Life) => unknown, string | undefined]>([
    ['having done the module', sam => sam.completes('one'), '2026-12-09 09:00'],
    ['having done another', sam => sam.completes('two'), '2026-12-10 09:00'],
    ['having changed when emails come', sam => sam.prefers({ parts: ['daytime'] }), '2026-12-10 09:00'],
    ['having pressed resume in that very email', sam => sam.resumes(), '2026-12-07 09:00'],
    [
      'having done all there was',
      sam => ['one', 'two', 'three'].map(id => sam.completes(id)),
      '2026-12-07 09:00',
    ],
  ])('%s', (_, act, due) => {
    const { sam, email } = withPauseOnItsWay()
    act(sam)
    expect(sam.settles(email, { is: 'accepted' }).events.map(({ type }) => type)).toEqual(['PauseEmailed'])
    expect(sam.in()).not.toHaveProperty('pausedBy')
    expect(sam.in()).not.toHaveProperty('claim')
    expect(sam.nextDue).toBe(due)
  })

  test('and who paused it themselves stays paused by themselves', () => {
    const { sam, email } = withPauseOnItsWay()
    sam.pauses()
    sam.settles(email, { is: 'accepted' })
    expect(sam.in().pausedBy).toBe('learner')
  })

  test('nor is who had done it when a dead worker’s email is looked into', () => {
    const { sam } = withPauseOnItsWay()
    sam.completes('one')
    sam.passesTo('2026-12-09 12:00')
    expect(sam.in()).not.toHaveProperty('pausedBy')
    expect(sam.emails.at(-1)).toBe('2026-12-09 09:00 module two')
  })
})

describe('a reminder on its way', () => {
  const withReminder = () => {
    const sam = aReader()
    sam.fate = email => (email.kind === 'reminder' ? 'no-answer' : { is: 'accepted' })
    sam.passesTo('2026-11-26 09:00')
    const email = sam.claimed.find(({ kind }) => kind === 'reminder')
    if (!email) throw new Error('Nobody was reminded.')
    sam.fate = () => ({ is: 'accepted' })
    return { sam, email }
  }

  test('counts as one of the reminder schedule, from the module’s email', () => {
    const { sam, email } = withReminder()
    expect(sam.settles(email, { is: 'accepted' }).events).toEqual([
      {
        type: 'ReminderEmailed',
        at: sam.now,
        journeyId,
        moduleId: 'one',
        dueAt: on('2026-11-30 09:00'),
        reminder: 1,
      },
    ])
  })

  test('does not count on a reminder schedule that activity began anew', () => {
    const { sam, email } = withReminder()
    sam.prefers({ parts: ['daytime'] })
    sam.settles(email, { is: 'accepted' })
    sam.passesTo('2026-12-04 00:00')
    expect(later(sam)).toEqual([
      '2026-11-26 09:00 reminder one',
      '2026-11-29 09:00 reminder one',
      '2026-12-03 09:00 short-reminder one',
    ])
  })

  test('changes nothing for who has done the module meanwhile', () => {
    const { sam, email } = withReminder()
    sam.completes('one')
    sam.settles(email, { is: 'accepted' })
    expect(sam.nextDue).toBe('2026-11-28 09:00')
    expect(sam.in().phase).toEqual({ is: 'waiting', since: sam.now })
  })
})
