import { describe, expect, it } from 'vitest'
import { isOffered } from '../../shared/domain/circles/joining.ts'
import type { Command } from '../../shared/domain/commands.ts'
import { decide } from '../../shared/domain/decide.ts'
import type { Enrolment } from '../../shared/domain/enrolment.ts'
import { evolve } from '../../shared/domain/evolve.ts'
import { type Learner, newLearner } from '../../shared/domain/learner.ts'
import { maxPresses } from '../../shared/domain/sending-policy.ts'
import { aJourney } from '../support/small-journey.ts'

const epoch = '00000001'
const journey = aJourney([])
const journeyId = journey.id
const journeys = { [journeyId]: journey }
/** A Saturday in London. */
const at = Date.parse('2026-11-28T10:00:00Z')

const inJourney = (change: Partial<Enrolment> = {}): Learner => ({
  ...newLearner('0'.repeat(24), epoch),
  status: 'active',
  enrolments: {
    [journeyId]: {
      journeyId,
      epoch,
      phase: { is: 'completed' },
      emailed: [],
      done: ['one', 'two', 'three'],
      emailCount: 3,
      ...change,
    },
  },
})

/** What follows of commands, one after the other. */
function whatFollows(learner: Learner, ...commands: Command[]) {
  let [then, outcome] = [learner, 'nothing asked']
  for (const command of commands) {
    const decision = decide(then, command, journeys)
    then = decision.events.reduce(evolve, then)
    outcome = decision.outcome
  }
  return { outcome, enrolment: then.enrolments[journeyId] as Enrolment, learner: then }
}

const join = (change: object = {}): Command => ({ type: 'JoinRound', at, journeyId, epoch, ...change })

describe('joining a round', () => {
  it('is for the round that is open at this moment, until Sunday night', () => {
    expect(whatFollows(inJourney(), join())).toMatchObject({
      outcome: 'done',
      enrolment: { round: '2026-11-29' },
    })
    const monday = Date.parse('2026-11-30T00:00:00Z')
    expect(whatFollows(inJourney(), join({ at: monday - 1 })).enrolment.round).toBe('2026-11-29')
    expect(whatFollows(inJourney(), join({ at: monday })).enrolment.round).toBe('2026-12-06')
  })

  it.each<[string, Learner, object, string]>([
    ['has done two modules', inJourney({ done: ['one', 'two'] }), {}, 'not-done-yet'],
    ['left the journey', inJourney({ phase: { is: 'left' } }), {}, 'not-done-yet'],
    ['has left', { ...inJourney(), status: 'left' }, {}, 'not-a-learner'],
    ['no email may reach', { ...inJourney(), undeliverable: 'bounced' }, {}, 'not-a-learner'],
    ['has a link of an earlier life', inJourney(), { epoch: '00000000' }, 'link-outdated'],
    ['has not this journey', inJourney(), { journeyId: 'other' }, 'not-a-learner'],
  ])('is nothing for who %s', (_who, learner, change, outcome) => {
    expect(whatFollows(learner, join(change))).toMatchObject({ outcome })
    expect(whatFollows(learner, join(change)).learner).toEqual(learner)
  })

  it('counts as a press through a link, which can be used up', () => {
    const often = Array.from({ length: maxPresses }, () => join({ mailedAt: at }))
    expect(whatFollows(inJourney(), ...often).outcome).toBe('done')
    expect(whatFollows(inJourney(), ...often, join({ mailedAt: at })).outcome).toBe('too-often')
  })

  it('is taken back for this round, and for no later one, without being counted', () => {
    const leave: Command = { type: 'LeaveRound', at, journeyId, round: '2026-11-29' }
    expect(whatFollows(inJourney(), join(), leave).enrolment).not.toHaveProperty('round')
    const later = join({ at: Date.parse('2026-12-01T00:00:00Z') })
    expect(whatFollows(inJourney(), later, leave).enrolment.round).toBe('2026-12-06')
    const often = Array.from({ length: maxPresses }, () => join({ mailedAt: at }))
    expect(whatFollows(inJourney(), ...often, leave).outcome).toBe('done')
  })
})

describe('who says nothing to what was proposed', () => {
  const told = (round: string, isAnswered = false): Command => ({
    ...{ type: 'RecordAnswered', at, journeyId, round, isAnswered },
  })
  const offeredAfter = (...commands: Command[]) => isOffered(whatFollows(inJourney(), ...commands).enrolment)

  it('is offered nothing more after two rounds, however often each is told', () => {
    expect(offeredAfter(told('2026-11-01'), told('2026-11-01'))).toBe(true)
    expect(offeredAfter(told('2026-11-01'), told('2026-11-08'))).toBe(false)
    expect(offeredAfter(told('2026-11-01'), told('2026-11-08'), told('2026-11-15'))).toBe(false)
  })

  it('is offered it again once they said something, whatever it was', () => {
    expect(offeredAfter(told('2026-11-01'), told('2026-11-08'), told('2026-11-15', true))).toBe(true)
    expect(offeredAfter(told('2026-11-01'), told('2026-11-08', true), told('2026-11-15'))).toBe(true)
    expect(whatFollows(inJourney(), told('2026-11-08', true)).outcome).toBe('done-before')
  })

  it('can join all the same', () => {
    expect(whatFollows(inJourney(), told('2026-11-01'), told('2026-11-08'), join()).outcome).toBe('done')
  })
})
