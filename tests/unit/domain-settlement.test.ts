import { describe, expect, test } from 'vitest'
import type { EmailOutcome } from '../../shared/domain/commands.ts'
import { evolve } from '../../shared/domain/evolve.ts'
import type { Email } from '../../shared/domain/learner.ts'
import { aJourney, aReader, clockTime, Life, on } from '../support/life.ts'

const journeyId = 'small-things'
const types = (facts: readonly { type: string }[]) => facts.map(({ type }) => type)

/** Module two has been handed to SES at nine on the 26th, and nothing is known of it yet. */
function withModuleOnItsWay(): { sam: Life; email: Email } {
  const sam = aReader()
  sam.completes('one', '2026-11-24 09:00')
  sam.fate = () => 'no-answer'
  sam.passesTo('2026-11-26 09:00')
  const email = sam.claimed.at(-1)
  if (!email) throw new Error('Nothing was claimed.')
  sam.fate = () => ({ is: 'accepted' })
  return { sam, email }
}

/** The same for the first reminder of module one. */
function withReminderOnItsWay(): { sam: Life; email: Email } {
  const sam = aReader()
  sam.fate = () => 'no-answer'
  sam.passesTo('2026-11-26 09:00')
  const email = sam.claimed.at(-1)
  if (!email) throw new Error('Nothing was claimed.')
  sam.fate = () => ({ is: 'accepted' })
  return { sam, email }
}

describe('an email that SES', () => {
  test('took: the module is being read, and silence is counted from when it was sent', () => {
    const { sam, email } = withModuleOnItsWay()
    sam.now = on('2026-11-26 09:01')
    expect(sam.settles(email, { is: 'accepted' }).facts).toEqual([
      {
        type: 'ModuleEmailed',
        at: sam.now,
        journeyId,
        moduleId: 'two',
        day: '2026-11-26',
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
    expect(sam.settles(email, { is: 'turned-back', reason: 'throttled' }).facts).toEqual([
      { type: 'EmailTurnedBack', at: sam.now, journeyId, reason: 'throttled' },
    ])
    sam.passesTo('2026-11-26 09:00')
    sam.delivers()
    expect(sam.claimed.at(-1)?.id).toBe(email.id)
    expect(sam.emails.at(-1)).toBe('2026-11-26 09:00 module two')
  })

  test.each<[string, EmailOutcome]>([
    ['refused', { is: 'refused', reason: 'message-rejected' }],
    ['failed on, before its answer was written down,', { is: 'failed', reason: 'not-rendered' }],
  ])('%s is tried again a day later, under a new id', (_, outcome) => {
    const { sam, email } = withModuleOnItsWay()
    expect(sam.settles(email, outcome).facts).toMatchObject([
      { type: 'EmailFailed', emailId: email.id, dueAt: on('2026-11-27 09:00') },
    ])
    sam.passesTo('2026-11-27 12:00')
    expect(sam.emails.at(-1)).toBe('2026-11-27 09:00 module two')
    expect(sam.claimed.at(-1)?.id).not.toBe(email.id)
  })

  test('refused is tried again at a time the person likes', () => {
    const sam = aReader(aJourney(), { preferences: { pace: 'as-written', days: ['monday', 'tuesday'] } })
    sam.fate = () => ({ is: 'refused', reason: 'message-rejected' })
    sam.completes('one', '2026-11-29 09:00')
    sam.passesTo('2026-12-01 12:00')
    expect(sam.nextDue).toBe('2026-12-07 08:00')
  })

  test('refused is tried again a day later, even while its journey is not published', () => {
    const { sam, email } = withModuleOnItsWay()
    sam.journeys = {}
    sam.settles(email, { is: 'refused', reason: 'message-rejected' })
    expect(sam.nextDue).toBe('2026-11-27 09:00')
  })

  test('refused as a reminder leaves the module as it is, and the reminder comes a day later', () => {
    const { sam, email } = withReminderOnItsWay()
    sam.settles(email, { is: 'refused', reason: 'message-rejected' })
    expect(sam.in().phase).toMatchObject({ is: 'reading', moduleId: 'one', reminders: 0 })
    sam.passesTo('2026-11-27 09:00')
    expect(sam.emails.at(-1)).toBe('2026-11-27 09:00 reminder one')
  })
})

describe('an email of which no answer came', () => {
  test('is not touched while its worker may still wait for it', () => {
    const { sam } = withModuleOnItsWay()
    sam.now = on('2026-11-26 09:04')
    expect(sam.asks({ type: 'DeliverDue', journeyId, by: 'another' })).toEqual({
      outcome: 'in-flight',
      facts: [],
    })
  })

  test('becomes unknown after five minutes, is looked into after fifteen more, and then less and less often', () => {
    const { sam } = withModuleOnItsWay()
    sam.passesTo('2026-11-27 09:00')
    const looks = sam.facts.flatMap(fact =>
      fact.type === 'EmailOutcomeUnknown'
        ? [`${clockTime(fact.at)} again ${clockTime(fact.dueAt).slice(11)}`]
        : [],
    )
    expect(looks).toEqual([
      '2026-11-26 09:05 again 09:20',
      '2026-11-26 09:20 again 09:35',
      '2026-11-26 09:35 again 10:05',
      '2026-11-26 10:05 again 11:05',
      '2026-11-26 11:05 again 13:05',
      '2026-11-26 13:05 again 17:05',
      '2026-11-26 17:05 again 23:05',
      '2026-11-26 23:05 again 05:05',
      '2026-11-27 05:05 again 11:05',
    ])
    expect(sam.emails).toHaveLength(2)
  })

  test('goes out again once its absence is proven, under a new id', () => {
    const { sam, email } = withModuleOnItsWay()
    sam.evidence = 'absent'
    sam.passesTo('2026-11-26 12:00')
    expect(sam.emails.at(-1)).toBe('2026-11-26 09:20 module two')
    expect(sam.claimed.at(-1)?.id).not.toBe(email.id)
    expect(sam.settles(email, { is: 'accepted' }).facts).toEqual([])
  })

  test('and whose absence is proven late waits for a preferred time', () => {
    const { sam } = withModuleOnItsWay()
    sam.passesTo('2026-11-26 23:00')
    sam.evidence = 'absent'
    sam.passesTo('2026-11-27 07:59')
    expect(sam.emails).toHaveLength(2)
    sam.passesTo('2026-11-27 20:00')
    expect(sam.emails.at(-1)).toMatch(/^2026-11-27 .* module two$/)
  })

  test('counts as sent from when it was, once SES speaks of it', () => {
    const { sam, email } = withModuleOnItsWay()
    sam.passesTo('2026-11-26 18:00')
    sam.settles(email, { is: 'accepted' })
    expect(sam.nextDue).toBe('2026-11-29 09:00')
    sam.passesTo('2026-11-29 09:00')
    expect(sam.emails.at(-1)).toBe('2026-11-29 09:00 reminder two')
  })

  test('holds nobody up who has done its module: it counts as sent', () => {
    const { sam } = withModuleOnItsWay()
    sam.completes('two', '2026-11-26 09:01')
    expect(sam.nextDue).toBe('2026-11-26 09:05')
    sam.passesTo('2026-11-26 12:00')
    expect(sam.in()).not.toHaveProperty('claim')
    expect(sam.in().emailed).toEqual(['one', 'two'])
    sam.passesTo('2026-11-28 10:00')
    expect(sam.emails.at(-1)).toBe('2026-11-28 09:01 module three')
  })

  test('said so by its worker after the module was done, does not bring the next one forward', () => {
    const { sam, email } = withModuleOnItsWay()
    sam.completes('two', '2026-11-26 09:01')
    sam.settles(email, { is: 'unknown' })
    sam.passesTo('2026-11-28 10:00')
    expect(sam.emails.slice(2)).toEqual(['2026-11-28 09:01 module three'])
  })

  test('proven absent after the module was done is not sent, and does not bring the next one forward', () => {
    const { sam, email } = withModuleOnItsWay()
    sam.completes('two', '2026-11-26 09:01')
    sam.settles(email, { is: 'absent' })
    expect(sam.nextDue).toBe('2026-11-28 09:01')
  })

  test('is looked into through a pause, which holds', () => {
    const { sam } = withModuleOnItsWay()
    sam.pauses('2026-11-26 09:01')
    sam.evidence = 'absent'
    sam.passesTo('2026-12-26 09:00')
    expect(sam.in()).not.toHaveProperty('claim')
    expect(sam.emails).toHaveLength(2)
    sam.resumes()
    sam.passesTo('2026-12-26 09:00')
    expect(sam.emails.at(-1)).toBe('2026-12-26 09:00 module two')
  })

  test('is looked into though the person goes on a break', () => {
    const { sam } = withModuleOnItsWay()
    sam.prefers({ breakUntil: '2027-01-04' }, '2026-11-26 09:01')
    sam.evidence = 'absent'
    sam.passesTo('2027-01-05 00:00')
    expect(sam.emails.slice(2)).toEqual(['2027-01-04 08:00 module two'])
  })
})

describe('an answer that comes when somebody has', () => {
  const outcomes: EmailOutcome[] = [
    { is: 'accepted' },
    { is: 'turned-back', reason: 'throttled' },
    { is: 'refused', reason: 'message-rejected' },
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
    expect(sam.learner.standing).toBe('left')
  })

  test.each(outcomes)('left and begun anew, $is: it is of the life before, and changes nothing', outcome => {
    const { sam, email } = withModuleOnItsWay()
    sam.does({ type: 'Leave', via: 'page' })
    sam.signsUp(journeyId)
    sam.confirms()
    const before = sam.learner
    expect(sam.settles(email, outcome).facts).toEqual([])
    expect(sam.learner).toEqual(before)
    expect(sam.nextDue).toBe('2026-11-27 08:00') // not today: one email had gone out, or may have
  })

  test.each(outcomes)('been erased, $is: there is nobody', outcome => {
    const { sam, email } = withModuleOnItsWay()
    sam.does({ type: 'Erase' })
    expect(sam.settles(email, outcome)).toEqual({ outcome: 'not-a-learner', facts: [] })
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

  test.each(outcomes)('had it told before, $is: it changes nothing', outcome => {
    const { sam, email } = withModuleOnItsWay()
    sam.settles(email, { is: 'accepted' })
    if (outcome.is === 'failed') return
    expect(sam.settles(email, outcome)).toEqual({ outcome: 'done-before', facts: [] })
  })
})

describe('an email that SES took and then could not deliver', () => {
  const failed = { is: 'failed', reason: 'not-rendered' } as const

  test('goes out again the next day', () => {
    const { sam, email } = withModuleOnItsWay()
    sam.settles(email, { is: 'accepted' })
    expect(types(sam.settles(email, failed).facts)).toEqual(['EmailFailed'])
    expect(sam.in().phase).toEqual({ is: 'waiting', since: sam.now })
    sam.passesTo('2026-11-27 12:00')
    expect(sam.emails.at(-1)).toBe('2026-11-27 09:00 module two')
    expect(sam.in().emailed).toEqual(['one', 'two'])
  })

  test('said twice, goes out again once', () => {
    const { sam, email } = withModuleOnItsWay()
    sam.settles(email, { is: 'accepted' })
    sam.settles(email, failed)
    expect(sam.settles(email, failed)).toEqual({ outcome: 'done-before', facts: [] })
    sam.passesTo('2026-11-27 12:00')
    expect(sam.settles(email, failed)).toEqual({ outcome: 'done-before', facts: [] })
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

describe('a fact that no longer fits', () => {
  test('about a journey that nobody is in changes nothing', () => {
    const { learner } = new Life('2026-11-23 09:00')
    const about = { at: 0, journeyId: 'gone', moduleId: 'one', day: '2026-11-23' }
    expect(evolve(learner, { type: 'ModuleEmailed', ...about })).toBe(learner)
    expect(evolve(learner, { type: 'ModuleCompleted', ...about, via: 'page' })).toBe(learner)
    expect(evolve(learner, { type: 'EmailTurnedBack', at: 0, journeyId: 'gone', reason: 'throttled' })).toBe(
      learner,
    )
  })

  test('about an email that is settled changes nothing', () => {
    const sam = aReader()
    const emailId = sam.claimed[0]?.id ?? ''
    for (const fact of [
      { type: 'EmailOutcomeUnknown' as const, at: 0, journeyId, emailId, dueAt: 1 },
      { type: 'EmailAbsenceProven' as const, at: 0, journeyId, emailId },
      { type: 'EmailFailed' as const, at: 0, journeyId, emailId, reason: 'rejected', dueAt: 1 },
      { type: 'EmailOutcomeUnknown' as const, at: 0, emailId, dueAt: 1 },
      { type: 'EmailAbsenceProven' as const, at: 0, emailId },
      { type: 'EmailFailed' as const, at: 0, emailId, reason: 'rejected', dueAt: 1 },
    ])
      expect(evolve(sam.learner, fact)).toEqual(sam.learner)
  })
})
