import { describe, expect, it } from 'vitest'
import type { Command } from '../../shared/domain/commands.ts'
import { decide } from '../../shared/domain/decide.ts'
import { day, minute } from '../../shared/domain/duration.ts'
import { evolve } from '../../shared/domain/evolve.ts'
import { type Learner, newLearner } from '../../shared/domain/learner.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const epoch = 'epoch000'
const { journey } = sampleJourney()
const journeys = { sample: journey, other: sampleJourney('other').journey }
type Wish = Command extends infer C ? (C extends { at: number } ? Omit<C, 'at'> : never) : never

/** A person in the sample journey, to whom commands happen one after another. */
class Person {
  learner: Learner = newLearner('a'.repeat(24), epoch)
  at = monday

  /** @returns the outcome, and the types of the events that followed. */
  do(wish: Wish, after = minute): [string, ...string[]] {
    this.at += after
    const { outcome, events } = decide(this.learner, { ...wish, at: this.at } as Command, journeys)
    this.learner = events.reduce(evolve, this.learner)
    return [outcome, ...events.map(event => event.type)]
  }

  joined(): this {
    const consent = { wording: '1', mechanism: 'page' as const }
    const preferences = { pace: 'as-written' as const }
    this.do({ type: 'RequestSignUp', lately: [], epoch, journeyId: 'sample', consent, preferences })
    this.do({ type: 'ConfirmSignUp', epoch, request: 0 })
    this.do({ type: 'StartJourney', journeyId: 'sample', epoch })
    return this
  }

  /** Delivers what is due, if anything is, and settles it. */
  email(after = minute): [string, ...string[]] {
    const claimed = this.do({ type: 'DeliverDue', journeyId: 'sample', by: 'worker' }, after)
    const emailId = this.learner.enrolments['sample']?.claim?.email.id
    if (emailId === undefined) return claimed
    return this.do({ type: 'SettleEmail', emailId, journeyId: 'sample', outcome: { is: 'accepted' } })
  }

  get dueAt(): number | undefined {
    return this.learner.enrolments['sample']?.dueAt
  }
}

const resend = (moduleId: string): Wish => ({ type: 'ResendModule', journeyId: 'sample', moduleId })

describe('Suppress', () => {
  it('ends all email until it is lifted', () => {
    const person = new Person().joined()
    expect(person.do({ type: 'Suppress' })).toEqual(['done', 'LearnerSuppressed'])
    expect(person.email()).toEqual(['nothing-due'])
    expect(person.do({ type: 'Suppress' })).toEqual(['done-before'])
    expect(person.do({ type: 'LiftSuppression' })).toEqual(['done', 'SuppressionLifted'])
    expect(person.email()).toEqual(['done', 'ModuleEmailed'])
    expect(person.do({ type: 'LiftSuppression' })).toEqual(['done-before'])
  })

  it('is lifted by nothing that the person does', () => {
    const person = new Person().joined()
    person.do({ type: 'RequestAccountEmail', kind: 'confirm-address' })
    person.do({ type: 'Suppress' })
    expect(person.learner.accountEmails).toEqual([])
    expect(person.do({ type: 'ConfirmAddress', occurrence: 1 })).toEqual(['replaced'])
    expect(person.do({ type: 'Leave', via: 'page' })).toEqual(['done', 'Unsubscribed'])
    const consent = { wording: '1', mechanism: 'page' as const }
    const preferences = { pace: 'as-written' as const }
    const again = { type: 'RequestSignUp' as const, lately: [], epoch: 'epoch001', journeyId: 'sample' }
    expect(person.do({ ...again, consent, preferences })).toEqual(['done', 'AccountEmailWithheld'])
    expect(person.do({ type: 'DeliverDue', by: 'worker' })).toEqual(['nothing-due'])
  })

  it.each([{ type: 'RecordBounce', lasting: true, code: 'permanent' }, { type: 'RecordComplaint' }] as const)(
    'can be lifted after $type too',
    trouble => {
      const person = new Person().joined()
      person.do(trouble)
      expect(person.do({ type: 'LiftSuppression' })).toEqual(['done', 'SuppressionLifted'])
      expect(person.email()).toEqual(['done', 'ModuleEmailed'])
    },
  )
})

describe('ResendModule', () => {
  it('emails a module once more, under an id of its own, and leaves the plan alone', () => {
    const person = new Person().joined()
    person.email()
    const { dueAt } = person
    expect(person.do(resend('one'))).toEqual(['done', 'ModuleResendRequested'])
    expect(person.do(resend('one'))).toEqual(['done-before'])
    person.do({ type: 'DeliverDue', journeyId: 'sample', by: 'worker' })
    expect(person.learner.enrolments['sample']?.claim?.email).toMatchObject({
      moduleId: 'one',
      occurrence: 1,
    })
    const { learner } = person
    const emailId = learner.enrolments['sample']?.claim?.email.id ?? ''
    person.do({ type: 'SettleEmail', emailId, journeyId: 'sample', outcome: { is: 'accepted' } })
    expect(person.dueAt).toBe(dueAt)
    expect(person.email()).toEqual(['nothing-due'])
    expect(person.learner.enrolments['sample']?.phase).toMatchObject({ is: 'reading', moduleId: 'one' })
  })

  it('emails a module that is done, and the next one still comes', () => {
    const person = new Person().joined()
    person.email()
    person.do({ type: 'CompleteModule', journeyId: 'sample', moduleId: 'one', epoch, via: 'page' })
    person.do(resend('one'))
    expect(person.email()).toEqual(['done', 'ModuleEmailed'])
    expect(person.learner.enrolments['sample']?.phase.is).toBe('waiting')
    expect(person.email(3 * day)).toEqual(['rescheduled', 'EmailDeferred'])
    person.at = (person.dueAt ?? 0) - minute
    expect(person.email()).toEqual(['done', 'ModuleEmailed'])
    expect(person.learner.enrolments['sample']?.phase).toMatchObject({ moduleId: 'two' })
  })

  it('reaches somebody who has paused, and leaves them paused', () => {
    const person = new Person().joined()
    person.email()
    person.do({ type: 'PauseJourney', journeyId: 'sample' })
    person.do(resend('one'))
    expect(person.email()).toEqual(['done', 'ModuleEmailed'])
    expect(person.email(30 * day)).toEqual(['nothing-due'])
  })

  it('is tried again when SES turns it back, and given up when SES refuses it', () => {
    const person = new Person().joined()
    person.email()
    const { dueAt } = person
    person.do(resend('one'))
    const settle = (outcome: { is: 'turned-back' | 'rejected'; reason: string }) => {
      person.do({ type: 'DeliverDue', journeyId: 'sample', by: 'worker' })
      const emailId = person.learner.enrolments['sample']?.claim?.email.id ?? ''
      return person.do({ type: 'SettleEmail', emailId, journeyId: 'sample', outcome })
    }
    expect(settle({ is: 'turned-back', reason: 'throttled' })).toEqual(['done', 'EmailTurnedBack'])
    expect(settle({ is: 'rejected', reason: 'rejected' })).toEqual(['done', 'EmailFailed'])
    expect(person.email()).toEqual(['nothing-due'])
    expect(person.dueAt).toBe(dueAt)
    expect(person.learner.enrolments['sample']?.phase.is).toBe('reading')
  })

  it.each([
    ['a module that was never emailed', 'two', 'nothing-due'],
    ['a module that the journey has not', 'nine', 'no-such-journey'],
  ])('does not send %s', (_, moduleId, outcome) => {
    const person = new Person().joined()
    person.email()
    expect(person.do(resend(moduleId))).toEqual([outcome])
  })

  it.each([{ type: 'Leave', via: 'page' }, { type: 'Suppress' }] as const)(
    'sends nothing after "$type"',
    wish => {
      const person = new Person().joined()
      person.email()
      person.do(wish)
      expect(person.do(resend('one'))).toEqual(['not-a-learner'])
    },
  )

  it('waits for nothing while an email is on its way', () => {
    const person = new Person().joined()
    person.email()
    person.do({ type: 'CompleteModule', journeyId: 'sample', moduleId: 'one', epoch, via: 'page' })
    person.at = (person.dueAt ?? 0) + day
    person.email()
    person.at = (person.dueAt ?? 0) - minute
    person.do({ type: 'DeliverDue', journeyId: 'sample', by: 'worker' })
    expect(person.do(resend('one'))).toEqual(['in-flight'])
  })
})

describe('ImportLearner', () => {
  const consent = { wording: 'form-2', mechanism: 'import' as const, given: { at: 1, how: 'paper form' } }
  const preferences = { pace: 'as-written' as const, days: ['tuesday' as const] }
  const wish = (startAt: number, epoch_ = epoch): Wish => {
    return { type: 'ImportLearner', epoch: epoch_, journeyId: 'sample', consent, preferences, startAt }
  }

  it('takes somebody in without a confirmation, with the evidence of their consent', () => {
    const person = new Person()
    expect(person.do(wish(monday))).toEqual(['done', 'LearnerImported', 'JourneyStarted'])
    expect(person.learner).toMatchObject({ status: 'active', consent, preferences, accountEmails: [] })
    expect(person.do(wish(monday, 'epoch001'))).toEqual(['done-before'])
    expect(person.learner.epoch).toBe(epoch)
  })

  it('emails nobody before their day, and then at a time of their own', () => {
    const person = new Person()
    const friday = Date.parse('2026-11-27T00:00:00Z')
    person.do(wish(friday))
    const due = person.dueAt ?? 0
    expect(new Date(due).toISOString()).toMatch(/^2026-12-01T(0[89]|1\d)/)
    person.at = due - 2 * minute
    expect(person.email()).toEqual(['nothing-due'])
    expect(person.email()).toEqual(['done', 'ModuleEmailed'])
  })

  it('spreads people over the hours of the day', () => {
    const hours = Array.from({ length: 200 }, (_, i) => {
      const person = new Person()
      person.learner = newLearner(i.toString(36).padStart(24, '0'), epoch)
      person.do(wish(monday))
      return new Date(person.dueAt ?? 0).getUTCHours()
    })
    expect(new Set(hours).size).toBeGreaterThanOrEqual(11)
  })

  it('never takes back in who has left, or whom no email may reach', () => {
    const left = new Person().joined()
    left.do({ type: 'Leave', via: 'one-click' })
    expect(left.do(wish(monday, 'epoch001'))).toEqual(['not-a-learner'])
    const bounced = new Person().joined()
    bounced.do({ type: 'RecordBounce', lasting: true, code: 'permanent' })
    expect(bounced.do(wish(monday))).toEqual(['not-a-learner'])
  })

  it('changes nothing for who takes part already', () => {
    const person = new Person().joined()
    const before = person.learner
    expect(person.do(wish(monday))).toEqual(['done-before'])
    expect(person.learner).toBe(before)
  })

  it('plans for who takes part already at the times that they chose, and keeps what they agreed to', () => {
    const person = new Person().joined()
    const { consent: first } = person.learner
    person.do({ type: 'ChangePreferences', preferences: { pace: 'as-written', days: ['saturday'] } })
    expect(person.do({ ...wish(monday), journeyId: 'other' } as Wish)).toEqual([
      'done',
      'JourneyImported',
      'JourneyStarted',
    ])
    expect(person.learner).toMatchObject({
      consent: first,
      joined: [{ journeyId: 'other', consent: { ...consent, at: expect.any(Number) } }],
    })
    const due = person.learner.enrolments['other']?.dueAt ?? 0
    expect(new Date(due).toISOString()).toMatch(/^2026-11-28/)
    expect(person.learner.preferences.days).toEqual(['saturday'])
  })

  it('takes in who has asked to sign up and never confirmed', () => {
    const person = new Person()
    const page = { wording: '1', mechanism: 'page' as const }
    person.do({ type: 'RequestSignUp', lately: [], epoch, journeyId: 'sample', consent: page, preferences })
    expect(person.do(wish(monday, 'epoch001'))).toEqual(['done', 'LearnerImported', 'JourneyStarted'])
    expect(person.learner).toMatchObject({ epoch, status: 'active', accountEmails: [] })
    expect(person.learner.joining).toEqual([])
  })

  it('keeps the sign-up of who has asked for another journey, whose button then joins it', () => {
    const person = new Person()
    const page = { wording: '1', mechanism: 'page' as const }
    const asked = { lately: [], epoch, consent: page, preferences }
    person.do({ type: 'RequestSignUp', ...asked, journeyId: 'other' })
    person.do(wish(monday, 'epoch001'))
    expect(person.do({ type: 'ConfirmSignUp', epoch, request: 0 })).toEqual(['joined', 'SignUpConfirmed'])
  })

  it('needs a journey that is published', () => {
    const person = new Person()
    expect(person.do({ ...wish(monday), journeyId: 'nowhere' } as Wish)).toEqual(['no-such-journey'])
  })
})
