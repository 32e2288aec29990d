import { describe, expect, test } from 'vitest'
import type { EmailOutcome } from '../../shared/domain/commands.ts'
import { evolve } from '../../shared/domain/evolve.ts'
import { aReader, Life, types } from '../support/life.ts'
import { withModuleOnItsWay, withReminderOnItsWay } from '../support/on-its-way.ts'
import { aJourney, on } from '../support/small-journey.ts'

const journeyId = 'small-things'

describe('an email that SES', () => {
  test('took: the module is being read, and silence is counted from when it was sent', () => {
    const { sam, email } = withModuleOnItsWay()
    sam.now = on('2026-11-26 09:01')
    expect(sam.settles(email, { is: 'accepted' }).events).toEqual([
      {
        type: 'ModuleEmailed',
        at: sam.now,
        journeyId,
        moduleId: 'two',
        dueAt: on('2026-11-29 09:00'),
      },
    ])
    expect(sam.in().phase).toEqual({
      is: 'reading',
      moduleId: 'two',
      since: on('2026-11-26 09:00'),
      reminders: 0,
    })
  })

  test('turned back goes out as soon as may be, under the same id, since SES never had it', () => {
    const { sam, email } = withModuleOnItsWay()
    expect(sam.settles(email, { is: 'turned-back', reason: 'throttled' }).events).toEqual([
      { type: 'EmailTurnedBack', at: sam.now, journeyId, reason: 'throttled' },
    ])
    sam.passesTo('2026-11-26 09:00')
    sam.delivers()
    expect(sam.claimed.at(-1)?.id).toBe(email.id)
    expect(sam.emails.at(-1)).toBe('2026-11-26 09:00 module two')
  })

  test.each<[string, EmailOutcome]>([
    ['rejected', { is: 'rejected', reason: 'message-rejected' }],
    ['failed on, before its answer was written down,', { is: 'failed', reason: 'not-rendered' }],
  ])('%s is tried again a day later, under a new id', (_, outcome) => {
    const { sam, email } = withModuleOnItsWay()
    expect(sam.settles(email, outcome).events).toMatchObject([
      { type: 'EmailFailed', emailId: email.id, dueAt: on('2026-11-27 09:00') },
    ])
    sam.passesTo('2026-11-27 12:00')
    expect(sam.emails.at(-1)).toBe('2026-11-27 09:00 module two')
    expect(sam.claimed.at(-1)?.id).not.toBe(email.id)
  })

  test('refused is tried again at a time the person likes', () => {
    const sam = aReader(aJourney(), { preferences: { pace: 'as-written', days: ['monday', 'tuesday'] } })
    sam.fate = () => ({ is: 'rejected', reason: 'message-rejected' })
    sam.completes('one', '2026-11-29 09:00')
    sam.passesTo('2026-12-01 12:00')
    expect(sam.nextDue).toBe('2026-12-07 08:00')
  })

  test('refused is tried again a day later, even while its journey is not published', () => {
    const { sam, email } = withModuleOnItsWay()
    sam.journeys = {}
    sam.settles(email, { is: 'rejected', reason: 'message-rejected' })
    expect(sam.nextDue).toBe('2026-11-27 09:00')
  })

  test('refused as a reminder leaves the module as it is, and the reminder comes a day later', () => {
    const { sam, email } = withReminderOnItsWay()
    sam.settles(email, { is: 'rejected', reason: 'message-rejected' })
    expect(sam.in().phase).toMatchObject({ is: 'reading', moduleId: 'one', reminders: 0 })
    sam.passesTo('2026-11-27 09:00')
    expect(sam.emails.at(-1)).toBe('2026-11-27 09:00 reminder one')
  })
})

describe('an answer that comes when somebody has', () => {
  const outcomes: EmailOutcome[] = [
    { is: 'accepted' },
    { is: 'turned-back', reason: 'throttled' },
    { is: 'rejected', reason: 'message-rejected' },
    { is: 'unknown' },
    { is: 'absent' },
    { is: 'failed', reason: 'rejected' },
  ]

  test.each(outcomes)('left, $is: the claim is given back, and nothing falls due', outcome => {
    const { sam, email } = withModuleOnItsWay()
    sam.does({ type: 'Leave', via: 'page' })
    sam.settles(email, outcome)
    expect(sam.in().phase).toEqual({ is: 'left' })
    expect(sam.nextDue).toBeUndefined()
    expect(sam.learner.status).toBe('left')
  })

  test.each(outcomes)('left and begun anew, $is: it is of the life before, and changes nothing', outcome => {
    const { sam, email } = withModuleOnItsWay()
    sam.does({ type: 'Leave', via: 'page' })
    sam.signsUp(journeyId)
    sam.confirms()
    const before = sam.learner
    expect(sam.settles(email, outcome).events).toEqual([])
    expect(sam.learner).toEqual(before)
    expect(sam.nextDue).toBe('2026-11-27 08:00') // not today: one email had gone out, or may have
  })

  test.each(outcomes)('been erased, $is: there is nobody', outcome => {
    const { sam, email } = withModuleOnItsWay()
    sam.does({ type: 'Erase' })
    expect(sam.settles(email, outcome)).toEqual({ outcome: 'not-a-learner', events: [] })
  })

  test.each(outcomes)('done the module, $is: what they did stands', outcome => {
    const { sam, email } = withModuleOnItsWay()
    sam.completes('two', '2026-11-26 09:01')
    sam.settles(email, outcome)
    expect(sam.in().phase).toEqual({ is: 'waiting', since: on('2026-11-26 09:01') })
    expect(sam.in().dueAt).toBe(on('2026-11-28 09:01'))
    sam.passesTo('2026-11-28 12:00')
    expect(sam.emails.at(-1)).toBe('2026-11-28 09:01 module three')
  })

  test.each(outcomes)('paused, $is: the pause holds', outcome => {
    const { sam, email } = withModuleOnItsWay()
    sam.pauses()
    sam.settles(email, outcome)
    sam.passesTo('2026-12-26 09:00')
    expect(sam.in().pausedBy).toBe('learner')
    expect(sam.emails.length).toBeLessThanOrEqual(3)
  })

  test.each(outcomes)(
    'got the next email under way, $is of the one before: it is not taken for that of this',
    outcome => {
      const { sam } = withModuleOnItsWay()
      const [before] = sam.claimed.filter(({ kind }) => kind === 'module')
      if (!before) throw new Error('Nothing was claimed.')
      const { learner } = sam
      expect(sam.settles(before, outcome).events).toEqual([])
      expect(sam.learner).toBe(learner)
    },
  )

  test.each(outcomes)(
    'asked for another account email, $is of the one before: it is not taken for that of this',
    outcome => {
      const sam = aReader()
      sam.does({ type: 'RequestAccountEmail', kind: 'private-link' })
      sam.delivers()
      const before = sam.claimed.at(-1)
      if (!before) throw new Error('Nothing was claimed.')
      sam.fate = () => 'no-answer'
      sam.does({ type: 'RequestAccountEmail', kind: 'private-link' })
      sam.delivers()
      const { learner } = sam
      expect(sam.settles(before, outcome).events).toEqual([])
      expect(sam.learner).toBe(learner)
    },
  )

  test('done the module, accepted: the event tells of the plan as it stands', () => {
    const { sam, email } = withModuleOnItsWay()
    sam.completes('two', '2026-11-26 09:01')
    expect(sam.settles(email, { is: 'accepted' }).events).toMatchObject([{ dueAt: on('2026-11-28 09:01') }])
  })

  test.each(outcomes)('had it told before, $is: it changes nothing', outcome => {
    const { sam, email } = withModuleOnItsWay()
    sam.settles(email, { is: 'accepted' })
    if (outcome.is === 'failed') return
    expect(sam.settles(email, outcome)).toEqual({ outcome: 'done-before', events: [] })
  })
})

describe('an email that SES took and then could not deliver', () => {
  const failed = { is: 'failed', reason: 'not-rendered' } as const

  test('goes out again the next day', () => {
    const { sam, email } = withModuleOnItsWay()
    sam.settles(email, { is: 'accepted' })
    expect(types(sam.settles(email, failed).events)).toEqual(['EmailFailed'])
    expect(sam.in().phase).toEqual({ is: 'waiting', since: sam.now })
    sam.passesTo('2026-11-27 12:00')
    expect(sam.emails.at(-1)).toBe('2026-11-27 09:00 module two')
    expect(sam.in().emailed).toEqual(['one', 'two'])
  })

  test('said twice, goes out again once', () => {
    const { sam, email } = withModuleOnItsWay()
    sam.settles(email, { is: 'accepted' })
    sam.settles(email, failed)
    expect(sam.settles(email, failed)).toEqual({ outcome: 'done-before', events: [] })
    sam.passesTo('2026-11-27 12:00')
    expect(sam.settles(email, failed)).toEqual({ outcome: 'done-before', events: [] })
  })

  test('does not matter any more when the module is done, or has been reminded of', () => {
    const done = withModuleOnItsWay()
    done.sam.settles(done.email, { is: 'accepted' })
    done.sam.completes('two')
    expect(done.sam.settles(done.email, failed).outcome).toBe('done-before')
    const reminded = withModuleOnItsWay()
    reminded.sam.settles(reminded.email, { is: 'accepted' })
    reminded.sam.passesTo('2026-11-29 09:00')
    expect(reminded.sam.settles(reminded.email, failed).outcome).toBe('done-before')
  })

  test('and told of a pause, tells of it again: nobody is paused without a word', () => {
    const sam = aReader()
    sam.passesTo('2026-12-07 09:00')
    const email = sam.claimed.at(-1)
    expect(email?.kind).toBe('paused')
    if (email) sam.settles(email, failed)
    expect(sam.in()).not.toHaveProperty('pausedBy')
    sam.passesTo('2026-12-20 00:00')
    expect(sam.emails.slice(-2)).toEqual(['2026-12-07 09:00 paused one', '2026-12-08 09:00 paused one'])
    expect(sam.in().pausedBy).toBe('silence')
  })
})

describe('an event that no longer fits', () => {
  test('about a journey that nobody is in changes nothing', () => {
    const { learner } = new Life('2026-11-23 09:00')
    const about = { at: 0, journeyId: 'gone', moduleId: 'one' }
    expect(evolve(learner, { type: 'ModuleEmailed', ...about })).toBe(learner)
    expect(evolve(learner, { type: 'ModuleCompleted', ...about, via: 'page' })).toBe(learner)
    expect(evolve(learner, { type: 'EmailTurnedBack', at: 0, journeyId: 'gone', reason: 'throttled' })).toBe(
      learner,
    )
  })

  test('about an email that is settled changes nothing', () => {
    const sam = aReader()
    const emailId = sam.claimed[0]?.id ?? ''
    for (const event of [
      { type: 'EmailOutcomeUnknown' as const, at: 0, journeyId, emailId, dueAt: 1 },
      { type: 'EmailAbsenceProven' as const, at: 0, journeyId, emailId },
      { type: 'EmailFailed' as const, at: 0, journeyId, emailId, reason: 'rejected', dueAt: 1 },
      { type: 'EmailOutcomeUnknown' as const, at: 0, emailId, dueAt: 1 },
      { type: 'EmailAbsenceProven' as const, at: 0, emailId },
      { type: 'EmailFailed' as const, at: 0, emailId, reason: 'rejected', dueAt: 1 },
    ])
      expect(evolve(sam.learner, event)).toEqual(sam.learner)
  })
})
