import type { CommandOf } from '../commands.ts'
import { type Decision, type Journeys, nothing } from '../decision.ts'
import type { DomainEvent } from '../domain-event.ts'
import { isOver } from '../enrolment.ts'
import type { Instant } from '../ids.ts'
import type { Journey } from '../journey.ts'
import { journeyStatusOf } from '../journey-status.ts'
import { enrolmentCap, isReachable, type Learner } from '../learner.ts'
import { isGivenUp } from '../outbox.ts'
import type { Preferences } from '../preferences.ts'
import { findModule } from '../progress.ts'
import { spreadOverPreferredTime } from '../schedule.ts'
import { shareOf } from '../sending-policy.ts'

/** Stops all email to this person, whatever they press, until an operator lifts it. */
export function suppress(learner: Learner, command: CommandOf<'Suppress'>): Decision<'done' | 'done-before'> {
  if (learner.undeliverable === 'suppressed') return nothing('done-before')
  return { outcome: 'done', events: [{ type: 'LearnerSuppressed', at: command.at }] }
}

/**
 * Lets emails go again to a person who was suppressed, bounced or complained, or whose emails SES rejected. Late
 * emails are spread as usual.
 */
export function liftSuppression(
  learner: Learner,
  command: CommandOf<'LiftSuppression'>,
): Decision<'done' | 'done-before'> {
  const isHeldBack = learner.undeliverable ?? Object.values(learner.enrolments).some(isGivenUp)
  if (!isHeldBack) return nothing('done-before')
  return { outcome: 'done', events: [{ type: 'SuppressionLifted', at: command.at }] }
}

/** Sends a module once more, as an email of its own that is counted and listed and changes no plan. */
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

/**
 * When the first email is due: at one of the person's preferred times, spread so that people do not all get it in one
 * minute.
 */
function firstDueAt(id: string, startAt: Instant, journey: Journey, preferences: Preferences): Instant {
  return spreadOverPreferredTime(startAt, journey, preferences, shareOf(`${id} import`))
}

/**
 * Imports a person who consented elsewhere; no confirmation is needed. A person already in the journey stays as they
 * are, and so does one who left or cannot be emailed. Importing twice changes nothing.
 */
export function importLearner(
  learner: Learner,
  command: CommandOf<'ImportLearner'>,
  journeys: Journeys,
): Decision {
  const { at, journeyId, startAt } = command
  if (learner.status === 'left' || learner.undeliverable) return nothing('not-a-learner')
  const journey = journeys[journeyId]
  if (!journey) return nothing('no-such-journey')
  const joined = learner.status === 'active'
  if (journeyStatusOf(learner, journeyId) !== 'apart' || learner.enrolments[journeyId])
    return nothing('done-before')
  if (Object.keys(learner.enrolments).length >= enrolmentCap) return nothing('too-often')
  const { preferences } = joined ? learner : command
  // Keeps the epoch, so that links already mailed to the person stay valid.
  const { epoch } = joined || learner.emailCount > 0 ? learner : command
  const dueAt = firstDueAt(learner.id, Math.max(at, startAt), journey, preferences)
  const started: DomainEvent = {
    type: 'JourneyStarted',
    at,
    epoch,
    journeyId,
    version: journey.version,
    dueAt,
  }
  const { consent } = command
  const agreed: DomainEvent = joined
    ? { type: 'JourneyImported', at, journeyId, consent }
    : imported({ ...command, epoch })
  return { outcome: 'done', events: [agreed, started] }
}

function imported({ at, epoch, consent, preferences, sector }: CommandOf<'ImportLearner'>): DomainEvent {
  return { type: 'LearnerImported', at, epoch, consent, preferences, ...(sector && { sector }) }
}
