import type { CommandOf } from '../commands.ts'
import { type Decision, type Journeys, nothing } from '../decision.ts'
import { isOver, isReachable, type Learner } from '../learner.ts'
import { isGivenUp } from '../outbox.ts'
import { findModule } from '../progress.ts'

/** No email to this person any more, whatever they press, until an operator lifts it. */
export function suppress(learner: Learner, command: CommandOf<'Suppress'>): Decision<'done' | 'done-before'> {
  if (learner.undeliverable === 'suppressed') return nothing('done-before')
  return { outcome: 'done', events: [{ type: 'LearnerSuppressed', at: command.at }] }
}

/**
 * Lets emails go again to somebody who was suppressed, bounced or complained, or whose emails SES refused. What is late
 * is spread as ever.
 */
export function liftSuppression(
  learner: Learner,
  command: CommandOf<'LiftSuppression'>,
): Decision<'done' | 'done-before'> {
  const isHeldBack = learner.undeliverable ?? Object.values(learner.enrolments).some(isGivenUp)
  if (!isHeldBack) return nothing('done-before')
  return { outcome: 'done', events: [{ type: 'SuppressionLifted', at: command.at }] }
}

/** A module that somebody was sent goes out once more, as an email of its own: counted, listed, and planned by nobody. */
export function resendModule(
  learner: Learner,
  command: CommandOf<'ResendModule'>,
  journeys: Journeys,
): Decision<'done' | 'done-before' | 'not-a-learner' | 'no-such-journey' | 'nothing-due' | 'in-flight'> {
  const { at, journeyId, moduleId } = command
  const enrolment = learner.enrolments[journeyId]
  const runs = enrolment && enrolment.epoch === learner.epoch && !isOver(enrolment) && isReachable(learner)
  if (!runs) return nothing('not-a-learner')
  const journey = journeys[journeyId]
  if (!journey || !findModule(journey, moduleId)) return nothing('no-such-journey')
  if (!enrolment.emailed.includes(moduleId)) return nothing('nothing-due')
  if (enrolment.resend) return nothing('done-before')
  if (enrolment.claim) return nothing('in-flight')
  return { outcome: 'done', events: [{ type: 'ModuleResendRequested', at, journeyId, moduleId }] }
}
