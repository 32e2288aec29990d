import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commandWhenDue } from '../../shared/domain/due.ts'
import { day, minute } from '../../shared/domain/duration.ts'
import type { Learner } from '../../shared/domain/learner.ts'
import { type Inputs, type Step, simulate } from '../../shared/domain/simulate.ts'
import { aReader } from '../support/life.ts'
import { aJourney, clockTime, on } from '../support/small-journey.ts'

const journey = aJourney()
const journeys = { [journey.id]: journey }
const turn = { worker: 'worker', holds: [] }

/** Everything that falls due is looked at, and SES takes every email. */
const allGoesWell: Inputs = {
  whenDue: (learner, journeyId, at) => commandWhenDue(learner, journeyId, at, turn),
  outcomeOf: () => ({ is: 'accepted' }),
}

const span = (from: string, until: string) => ({ from: on(from), until: on(until) })

/** What was established, when; claims aside. */
const told = (steps: Iterable<Step>): string[] =>
  [...steps].flatMap(({ at, decision }) =>
    decision.events
      .filter(({ type }) => !type.endsWith('Claimed'))
      .map(({ type }) => `${clockTime(at)} ${type}`),
  )

const reader = (): Learner => aReader(journey).learner

describe('a simulation', () => {
  test('goes through what falls due, each at its moment, as the engine would', () => {
    expect(
      told(simulate(reader(), journeys, span('2026-11-23 09:00', '2026-12-31 09:00'), allGoesWell)),
    ).toEqual([
      '2026-11-26 09:00 ReminderEmailed',
      '2026-11-30 09:00 ReminderEmailed',
      '2026-12-07 09:00 PauseEmailed',
      '2026-12-07 09:00 JourneyPaused',
    ])
  })

  test('of several things that are due, the earliest comes first', () => {
    const accountEmail = { kind: 'private-link' as const, occurrence: 1, dueAt: on('2026-11-27 09:00') }
    const learner = { ...reader(), accountEmails: [accountEmail] }
    expect(
      told(simulate(learner, journeys, span('2026-11-23 09:00', '2026-11-28 09:00'), allGoesWell)),
    ).toEqual(['2026-11-26 09:00 ReminderEmailed', '2026-11-27 09:00 AccountEmailSent'])
  })

  test('what was held back is looked at again once something else has happened', () => {
    const accountEmail = { kind: 'private-link' as const, occurrence: 1, dueAt: on('2026-11-24 09:00') }
    const isReminded = ({ enrolments }: Learner) => (enrolments[journey.id]?.emailCount ?? 0) > 1
    const inputs: Inputs = {
      ...allGoesWell,
      whenDue: (learner, journeyId, at) =>
        journeyId !== undefined || isReminded(learner)
          ? commandWhenDue(learner, journeyId, at, turn)
          : undefined,
    }
    const learner = { ...reader(), accountEmails: [accountEmail] }
    expect(told(simulate(learner, journeys, span('2026-11-23 09:00', '2026-11-28 09:00'), inputs))).toEqual([
      '2026-11-26 09:00 ReminderEmailed',
      '2026-11-26 09:00 AccountEmailSent',
    ])
  })

  test('what is asked comes in its place, after what fell due before it', () => {
    const { epoch } = reader()
    const at = on('2026-11-27 12:00')
    const done = { type: 'CompleteModule' as const, at, epoch, journeyId: journey.id, moduleId: 'one' }
    const happenings = [{ at, happens: () => ({ ...done, via: 'page' as const }) }]
    const inputs = { ...allGoesWell, happenings }
    expect(told(simulate(reader(), journeys, span('2026-11-23 09:00', '2026-11-30 09:00'), inputs))).toEqual([
      '2026-11-26 09:00 ReminderEmailed',
      '2026-11-27 12:00 ModuleCompleted',
      '2026-11-29 12:00 ModuleEmailed',
    ])
  })

  test('events that are known are taken as they are, and what follows from an event happens at once', () => {
    const at = on('2026-11-24 09:00')
    const paused = { type: 'JourneyPaused' as const, at, journeyId: journey.id, by: 'learner' as const }
    const inputs: Inputs = {
      ...allGoesWell,
      happenings: [{ at, happens: () => [paused] }],
      reactionsTo: event =>
        event.type === 'JourneyPaused' ? [() => ({ type: 'Leave', at, via: 'operator' })] : [],
    }
    expect(told(simulate(reader(), journeys, span('2026-11-23 09:00', '2026-12-31 09:00'), inputs))).toEqual([
      '2026-11-24 09:00 JourneyPaused',
      '2026-11-24 09:00 Unsubscribed',
    ])
  })

  test('what is held back is not asked about, and delays nothing else', () => {
    const inputs: Inputs = {
      ...allGoesWell,
      whenDue: (learner, journeyId, at) =>
        journeyId === undefined ? commandWhenDue(learner, journeyId, at, turn) : undefined,
      happenings: [
        {
          at: on('2026-11-28 09:00'),
          happens: () => ({ type: 'RequestAccountEmail', at: on('2026-11-28 09:00'), kind: 'private-link' }),
        },
      ],
    }
    expect(told(simulate(reader(), journeys, span('2026-11-23 09:00', '2026-12-31 09:00'), inputs))).toEqual([
      '2026-11-28 09:00 AccountEmailRequested',
      '2026-11-28 09:00 AccountEmailSent',
    ])
  })

  test('an email of which nobody says anything is looked at again, until it counts as unknown', () => {
    const inputs: Inputs = {
      ...allGoesWell,
      outcomeOf: () => undefined,
      lookAgainAfter: minute,
      evidenceOf: () => 'absent',
    }
    expect(
      told(simulate(reader(), journeys, span('2026-11-26 08:00', '2026-11-26 09:21'), inputs)).slice(0, 2),
    ).toEqual(['2026-11-26 09:05 EmailOutcomeUnknown', '2026-11-26 09:20 EmailAbsenceProven'])
  })

  test('is worked out step by step, as far as somebody asks', () => {
    const ever = { from: on('2026-11-23 09:00'), until: Number.POSITIVE_INFINITY }
    const [first] = simulate(reader(), journeys, ever, allGoesWell).take(1)
    expect(first?.decision.email).toMatchObject({ kind: 'reminder' })
  })

  test('that would never end is a mistake that is told', () => {
    const at = on('2026-11-23 09:00')
    const again = { type: 'JourneyResumed' as const, at, journeyId: journey.id }
    const inputs: Inputs = {
      happenings: [{ at, happens: () => [again] }],
      reactionsTo: () => [() => [again]],
    }
    expect(() => [...simulate(reader(), journeys, { from: at, until: at }, inputs)]).toThrow(
      /More than 1000 things/,
    )
  })

  test('in two parts is what it is in one', () => {
    const start = on('2026-11-23 09:00')
    fc.assert(
      fc.property(fc.nat(60 * day), fc.nat(60 * day), (one, other) => {
        const [middle, end] = [start + Math.min(one, other), start + Math.max(one, other)]
        const whole = [...simulate(reader(), journeys, { from: start, until: end }, allGoesWell)]
        const before = [...simulate(reader(), journeys, { from: start, until: middle }, allGoesWell)]
        const learner = before.at(-1)?.learner ?? reader()
        const after = [...simulate(learner, journeys, { from: middle, until: end }, allGoesWell)]
        expect([...told(before), ...told(after)]).toEqual(told(whole))
      }),
      { numRuns: 50 },
    )
  })
})
