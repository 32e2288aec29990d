import type { Journeys } from './decision.ts'
import { awaitsModule, type Enrolment, isAskedFor, isAtRest, moduleAgain } from './enrolment.ts'
import type { DeferReason } from './events/delivery.ts'
import type { Instant, JourneyId, ModuleId } from './ids.ts'
import type { Journey, Wait } from './journey.ts'
import { isReachable, type Learner } from './learner.ts'
import { nextModule } from './progress.ts'
import { addWait, isAtOnce, isOnBreak, nextPreferredTime, waitAt } from './schedule.ts'
import { simulate } from './simulate.ts'

/** Why an email comes at its moment and not sooner. */
export type Why =
  | { is: Exclude<DeferReason, 'nothing-to-send'> | 'asked' }
  /** The wait after the module before, at the slower pace twice as long; absent where none is left. */
  | { is: 'planned'; wait?: Wait }

/** The module that comes next in a journey, and when. */
export interface Expected {
  moduleId: ModuleId
  /** They had it before: they have come back after a pause. */
  isAgain: boolean
  /** Not after now: it is on its way. */
  at: Instant
  why: Why
}

/** More steps than any chain of reasons to wait has, with emails of other journeys in between. */
const maxSteps = 200

/**
 * What the engine would send next in a journey if nobody pressed anything, and why then. Emails of other journeys count,
 * since there is one a day over all of them. Nothing is stored.
 * @param lately why it was put off last, if that is the last thing that happened in this journey.
 * @returns undefined where no module comes by itself: one is before them, or the journey rests or is over.
 */
export function expectedModule(
  learner: Learner,
  enrolment: Enrolment,
  journeys: Journeys,
  now: Instant,
  lately?: DeferReason,
): Expected | undefined {
  const { journeyId, claim } = enrolment
  const journey = journeys[journeyId]
  if (!journey || !awaitsModule(enrolment) || isAtRest(enrolment) || !isReachable(learner)) return undefined
  const isAgain = moduleAgain(enrolment) !== undefined
  const plan =
    lately && lately !== 'nothing-to-send' ? { is: lately } : planOf(learner, enrolment, journey, now)
  if (claim?.email.kind === 'module')
    return { moduleId: claim.email.moduleId, isAgain, at: claim.at, why: plan }
  return firstModule(learner, journeyId, journeys, now, { isAgain, why: plan })
}

/** Goes through what would happen, up to the first module of this journey. */
function firstModule(
  learner: Learner,
  ofJourney: JourneyId,
  journeys: Journeys,
  now: Instant,
  { isAgain, why: plan }: Pick<Expected, 'isAgain' | 'why'>,
): Expected | undefined {
  let why = plan
  const steps = simulate(
    learner,
    journeys,
    { from: now, until: Number.POSITIVE_INFINITY },
    {
      whenDue: (_, journeyId, at) =>
        journeyId === undefined ? undefined : { type: 'DeliverDue', at, journeyId, by: 'forecast' },
      outcomeOf: () => ({ is: 'accepted' }),
    },
  )
  for (const { at, decision } of steps.take(maxSteps)) {
    const { email } = decision
    if (email && 'moduleId' in email && email.journeyId === ofJourney)
      return email.kind === 'module' ? { moduleId: email.moduleId, isAgain, at, why } : undefined
    for (const event of decision.events) {
      if (event.type === 'JourneyCompleted' && event.journeyId === ofJourney) return undefined
      if (event.type !== 'EmailDeferred' || event.journeyId !== ofJourney) continue
      if (event.reason !== 'nothing-to-send') why = { is: event.reason }
    }
  }
  return undefined
}

/** Why it is planned for when it is. */
function planOf(learner: Learner, enrolment: Enrolment, journey: Journey, now: Instant): Why {
  const { phase, dueAt } = enrolment
  const { preferences } = learner
  if (isAskedFor(enrolment)) return { is: isOnBreak(now, journey, preferences) ? 'on-a-break' : 'asked' }
  const since = phase.is === 'waiting' || phase.is === 'reading' ? phase.since : 0
  const after = phase.is === 'waiting' ? nextModule(journey, learner, enrolment)?.after : undefined
  const earliest = after ? addWait(since, after, journey, preferences) : since
  if (isOnBreak(earliest, journey, preferences)) return { is: 'on-a-break' }
  const isByWait = after && !isAtOnce(after) && nextPreferredTime(earliest, journey, preferences) === dueAt
  return isByWait ? { is: 'planned', wait: waitAt(after, preferences) } : { is: 'planned' }
}
