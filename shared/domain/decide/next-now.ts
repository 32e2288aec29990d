import type { CommandOf } from '../commands.ts'
import { type Decision, type Journeys, nothing } from '../decision.ts'
import { enrolmentDueAt } from '../due.ts'
import { awaitsModule, type Enrolment, isAtRest, isOver, moduleAgain } from '../enrolment.ts'
import type { Instant } from '../ids.ts'
import type { Journey } from '../journey.ts'
import { isReachable, type Learner } from '../learner.ts'
import { onAnyDay } from '../preferences.ts'
import { nextModule } from '../progress.ts'
import { isOnBreak, nextPreferredTime, startOfNextDay, startOfSameDay } from '../schedule.ts'
import { lateAfter } from '../sending-policy.ts'
import { isLetterDueToday, nextEmailAllowedAt } from './deferral.ts'

type SendNextNow = CommandOf<'SendNextNow'>

/** The outcomes of asking for the next module at once. */
type Wished =
  | 'done'
  | 'done-before'
  /** The learner had an email that day, or another journey has one due. The module comes on the next day. */
  | 'one-a-day'
  | 'on-a-break'
  | 'at-rest'
  /** An email of this journey is in flight or its outcome is unknown. */
  | 'in-flight'
  /** The learner has a module to do. */
  | 'has-module'
  | 'journey-over'
  /** Every module meant for the learner has been sent. */
  | 'nothing-left'
  | 'no-such-journey'
  | 'not-a-learner'

/** Why the next module cannot be asked for; undefined if it can. */
function rejection(
  learner: Learner,
  enrolment: Enrolment,
  { at }: SendNextNow,
  journey: Journey | undefined,
): Exclude<Wished, 'done' | 'done-before' | 'one-a-day'> | undefined {
  if (!isReachable(learner) || enrolment.epoch !== learner.epoch) return 'not-a-learner'
  if (isOver(enrolment)) return 'journey-over'
  if (isAtRest(enrolment)) return 'at-rest'
  if (enrolment.claim) return 'in-flight'
  if (!journey) return 'no-such-journey'
  if (!awaitsModule(enrolment)) return 'has-module'
  if (!moduleAgain(enrolment) && !nextModule(journey, learner, enrolment)) return 'nothing-left'
  return isOnBreak(at, journey, learner.preferences) ? 'on-a-break' : undefined
}

const isDue = (dueAt: Instant | undefined, at: Instant): boolean =>
  dueAt !== undefined && dueAt <= at && at - dueAt <= lateAfter

/** Whether an email of another journey goes out today, so that this one cannot. */
const anotherIsDue = (learner: Learner, { journeyId }: Enrolment, at: Instant): boolean =>
  Object.values(learner.enrolments).some(
    other => other.journeyId !== journeyId && !other.claim && isDue(enrolmentDueAt(learner, other), at),
  )

/**
 * When the next module comes for a learner who asks for it: at once, or on the next day, at one of their preferred
 * hours. Preferred days are ignored, since they ask. A plan for an earlier moment stays.
 */
function dueWhenAsked(
  learner: Learner,
  enrolment: Enrolment,
  at: Instant,
  journey: Journey,
  journeys: Journeys,
): Instant {
  const tomorrow = startOfNextDay(at, journey.zone)
  const isTaken =
    anotherIsDue(learner, enrolment, at) ||
    isLetterDueToday(learner, startOfSameDay(at, journey.zone), tomorrow)
  const free = Math.max(nextEmailAllowedAt(learner, at, journeys, journey), isTaken ? tomorrow : at)
  const { dueAt } = enrolment
  if (free <= at) return dueAt !== undefined && isDue(dueAt, at) ? dueAt : at
  const soonest = nextPreferredTime(free, journey, onAnyDay(learner.preferences))
  return dueAt !== undefined && dueAt >= free ? Math.min(dueAt, soonest) : soonest
}

/**
 * "Send me the next one now": the next module goes out at once, within one email a day over all journeys. Asking
 * twice changes nothing. Which module comes is decided when it goes out.
 */
export function sendNextNow(learner: Learner, command: SendNextNow, journeys: Journeys): Decision<Wished> {
  const { at, journeyId, mailedAt } = command
  const enrolment = learner.enrolments[journeyId]
  const journey = journeys[journeyId]
  if (!enrolment) return nothing('not-a-learner')
  const refused = rejection(learner, enrolment, command, journey)
  if (refused) return nothing(refused)
  if (!journey) return nothing('no-such-journey')
  const dueAt = dueWhenAsked(learner, enrolment, at, journey, journeys)
  const isLater = dueAt > at
  if (dueAt === enrolment.dueAt) return nothing(isLater ? 'one-a-day' : 'done-before')
  return {
    outcome: isLater ? 'one-a-day' : 'done',
    events: [
      { type: 'NextModuleRequested', at, journeyId, dueAt, ...(mailedAt !== undefined && { mailedAt }) },
    ],
  }
}
