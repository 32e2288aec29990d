import type { Command } from './commands.ts'
import { decide } from './decide.ts'
import type { Journeys } from './decision.ts'
import { currentModule, type Enrolment, isAtRest, isOver } from './enrolment.ts'
import { evolve } from './evolve.ts'
import type { Instant, JourneyId, ModuleId } from './ids.ts'
import type { Learner } from './learner.ts'
import { type Inputs, type Step, simulate } from './simulate.ts'

/** A module that is still to come, and when. */
export interface Coming {
  moduleId: ModuleId
  at: Instant
}

/**
 * Upper bound of simulated steps: more than 100 modules take, each deferred a few times, with emails of other
 * journeys in between.
 */
const maxSteps = 20_000

/**
 * The modules that a person still gets in a journey, in order, computed by the engine: if they resume now, do the
 * unfinished module now, and then each module as it comes. Emails of other journeys count, because of the limit of
 * one a day. Holds are ignored. Nothing is stored.
 */
export function modulesToCome(
  learner: Learner,
  enrolment: Enrolment,
  journeys: Journeys,
  now: Instant,
): Coming[] {
  const coming: Coming[] = []
  const { journeyId } = enrolment
  const ever = { from: now, until: Number.POSITIVE_INFINITY }
  const asks = [settled, resumed, completed]
  let count = 0
  for (const step of simulate(learner, journeys, ever, inputs(journeyId, now, asks))) {
    coming.push(...comingIn(step, enrolment))
    count += 1
    if (count > maxSteps)
      throw new Error(`Learner ${learner.id} never comes to the end of ${journeyId}. This is a bug.`)
    if (isBehind(step, journeyId)) break
  }
  return coming
}

/**
 * The learner once a confirmed journey has started: within a minute, or once nothing is held back. Nothing is stored.
 */
export function begun(learner: Learner, journeyId: JourneyId, journeys: Journeys, at: Instant): Learner {
  const { epoch, joining } = learner
  if (!joining.some(one => one.journeyId === journeyId)) return learner
  const start = { type: 'StartJourney' as const, at, journeyId, epoch }
  return decide(learner, start, journeys).events.reduce(evolve, learner)
}

/**
 * The learner at a later moment, if they do the unfinished module now and then each module as it comes. A paused
 * journey stays paused. Nothing is stored.
 */
export function continuedUntil(
  learner: Learner,
  journeyId: JourneyId,
  journeys: Journeys,
  { from, until }: { from: Instant; until: Instant },
): Learner {
  let last = learner
  for (const step of simulate(
    learner,
    journeys,
    { from, until },
    inputs(journeyId, from, [settled, completed]),
  ))
    last = step.learner
  return last
}

/** Whether nothing more of a journey comes by itself. */
function isBehind({ learner }: Step, journeyId: JourneyId): boolean {
  const enrolment = learner.enrolments[journeyId]
  return !enrolment || isOver(enrolment)
}

/** A module that is sent again after a pause is no new one. */
const comingIn = ({ at, decision }: Step, { journeyId, emailed }: Enrolment): Coming[] =>
  decision.events.flatMap(event =>
    event.type === 'ModuleEmailed' && event.journeyId === journeyId && !emailed.includes(event.moduleId)
      ? [{ moduleId: event.moduleId, at }]
      : [],
  )

/** The command that a person or the system would issue, if any. */
type Asks = (learner: Learner, journeyId: JourneyId, at: Instant) => Command | undefined

const inputs = (journeyId: JourneyId, now: Instant, first: readonly Asks[]): Inputs => ({
  happenings: first.map(asks => ({
    at: now,
    happens: (learner: Learner) => asks(learner, journeyId, now),
  })),
  whenDue: (_, due, at) =>
    due === undefined ? undefined : { type: 'DeliverDue', at, journeyId: due, by: 'forecast' },
  outcomeOf: () => ({ is: 'accepted' }),
  reactionsTo: event =>
    event.type === 'ModuleEmailed' && event.journeyId === journeyId
      ? [learner => completed(learner, journeyId, event.at)]
      : [],
})

/** Settles the email in flight as delivered. */
function settled({ enrolments }: Learner, journeyId: JourneyId, at: Instant): Command | undefined {
  const claim = enrolments[journeyId]?.claim
  return claim && { type: 'SettleEmail', at, emailId: claim.email.id, journeyId, outcome: { is: 'accepted' } }
}

function resumed({ enrolments }: Learner, journeyId: JourneyId, at: Instant): Command | undefined {
  const enrolment = enrolments[journeyId]
  return enrolment && isAtRest(enrolment) ? { type: 'ResumeJourney', at, journeyId } : undefined
}

function completed({ epoch, enrolments }: Learner, journeyId: JourneyId, at: Instant): Command | undefined {
  const enrolment = enrolments[journeyId]
  const moduleId = enrolment && currentModule(enrolment)
  return moduleId === undefined
    ? undefined
    : { type: 'CompleteModule', at, journeyId, moduleId, epoch, via: 'page' }
}
