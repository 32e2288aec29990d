import { dueLetter } from '../circles/letter.ts'
import type { CommandOf } from '../commands.ts'
import { type Decision, type Journeys, nothing } from '../decision.ts'
import { dueAtOf, enrolmentDueAt } from '../due.ts'
import { isOfGroup, type PlannedEmail } from '../email.ts'
import { type Enrolment, moduleAgain } from '../enrolment.ts'
import { evolve } from '../evolve.ts'
import type { Instant, JourneyId, ModuleId } from '../ids.ts'
import type { Journey, Module } from '../journey.ts'
import type { Learner } from '../learner.ts'
import { claimEmail, hasPassed, whileClaimed } from '../outbox.ts'
import { findModule, nextModule, reminderDueAt } from '../progress.ts'
import { nextPreferredTime } from '../schedule.ts'
import { deliverAccountEmail } from './account-emails.ts'
import { deliverLetter } from './circle-letters.ts'
import { deferred, reasonToWait, whileRecalled } from './deferral.ts'
import { journeyEnds } from './progress.ts'
import { wentOut } from './settlement.ts'

/** The email that an enrolment is due for, or the decision taken instead. */
type Step = { email: Omit<PlannedEmail, 'id' | 'occurrence'> } | { instead: Decision }

/**
 * The next email to a silent learner: each reminder of the module (the first in full), then the notice that the
 * journey pauses.
 */
function afterSilence({ remind }: Module, { reminders }: { reminders: number }) {
  if (reminders >= remind.length) return 'paused'
  return reminders === 0 ? 'reminder' : 'short-reminder'
}

function afterReading(learner: Learner, enrolment: Enrolment, at: Instant, journey: Journey): Step {
  const { journeyId, phase } = enrolment
  if (phase.is !== 'reading') throw new Error('only a module being read has reminders')
  const module = findModule(journey, phase.moduleId)
  if (!module) {
    const dueAt = nextPreferredTime(at, journey, learner.preferences)
    const events = [{ type: 'ModuleRetired' as const, at, journeyId, moduleId: phase.moduleId, dueAt }]
    return { instead: { outcome: 'rescheduled', events } }
  }
  if (moduleAgain(enrolment)) return { email: { kind: 'module', journeyId, moduleId: module.id } }
  const dueAt = reminderDueAt(module, phase, at, journey, learner)
  // The reminder became due later after it was planned: by another version of the journey, or by a slower pace.
  if (dueAt > at) return { instead: deferred(enrolment, at, 'nothing-to-send', dueAt) }
  return { email: { kind: afterSilence(module, phase), journeyId, moduleId: module.id } }
}

function step(learner: Learner, enrolment: Enrolment, at: Instant, journey: Journey): Step {
  const { journeyId, phase, done, emailed } = enrolment
  const last = done.at(-1) ?? emailed.at(-1)
  if (phase.is === 'completed' && last !== undefined)
    return { email: { kind: 'finished', journeyId, moduleId: last } }
  if (phase.is === 'reading') return afterReading(learner, enrolment, at, journey)
  const next = nextModule(journey, learner, enrolment)
  if (next) return { email: { kind: 'module', journeyId, moduleId: next.id } }
  return { instead: { outcome: 'rescheduled', events: [journeyEnds(learner, enrolment, at, journey)] } }
}

/** An email is in flight. If its module is completed meanwhile, the journey goes on without waiting for the outcome. */
function whileOnItsWay(
  learner: Learner,
  enrolment: Enrolment,
  claim: NonNullable<Enrolment['claim']>,
  at: Instant,
): Decision {
  const { journeyId, done } = enrolment
  const { email } = claim
  const meanwhile = whileClaimed(claim, at, { journeyId })
  const isOfDone = !isOfGroup(email) && email.kind !== 'finished' && done.includes(email.moduleId)
  return meanwhile.outcome !== 'in-flight' && isOfDone
    ? { outcome: 'rescheduled', events: wentOut(learner, enrolment, claim, { at }) }
    : meanwhile
}

type DeliverDue = CommandOf<'DeliverDue'>

/**
 * Claims the email that is due in a journey or among the account emails, or says why none goes out. Whatever becomes
 * due at once is decided in the same call, so that a repeated event finds nothing left to do.
 */
export function deliverDue(learner: Learner, command: DeliverDue, journeys: Journeys): Decision {
  const first = deliverNext(learner, command, journeys)
  if (first.outcome !== 'rescheduled') return first
  const changed = first.events.reduce(evolve, learner)
  if (!hasPassed(dueAtOf(changed, command.journeyId), command.at)) return first
  const then = deliverDue(changed, command, journeys)
  return then.events.length > 0 ? { ...then, events: [...first.events, ...then.events] } : first
}

const deliverNext = (learner: Learner, command: DeliverDue, journeys: Journeys): Decision =>
  command.journeyId === undefined
    ? deliverAccountEmail(learner, command)
    : deliverOfJourney(learner, { ...command, journeyId: command.journeyId }, journeys)

function deliverOfJourney(
  learner: Learner,
  command: DeliverDue & { journeyId: JourneyId },
  journeys: Journeys,
): Decision {
  const { at, journeyId } = command
  const enrolment = learner.enrolments[journeyId]
  const dueAt = enrolment && enrolmentDueAt(learner, enrolment)
  if (!enrolment || dueAt === undefined || dueAt > at) return nothing('nothing-due')
  if (enrolment.claim) return whileOnItsWay(learner, enrolment, enrolment.claim, at)
  const journey = journeys[journeyId]
  if (!journey) return nothing('no-such-journey')
  const { resend } = enrolment
  if (resend && resend.at <= at) return resendNow(learner, enrolment, command, journey, resend.moduleId)
  const letter = dueLetter(enrolment, at)
  if (letter) return deliverLetter(learner, enrolment, letter, command, { journey, journeys })
  const due = step(learner, enrolment, at, journey)
  if ('instead' in due) return due.instead
  const wait = reasonToWait(learner, enrolment, { at, kind: due.email.kind, journey, journeys })
  if (wait) return wait
  if (isRecalled(due.email, enrolment, command)) return whileRecalled(learner, enrolment, at, journey)
  return claimEmail(learner, command, { ...due.email, occurrence: enrolment.emailCount })
}

/** Whether the email is about a recalled module. The last email links to all modules that the learner had. */
const isRecalled = (
  { kind, moduleId }: Pick<PlannedEmail, 'kind' | 'moduleId'>,
  { emailed, done }: Enrolment,
  { recalled = [] }: DeliverDue,
): boolean => (kind === 'finished' ? [...emailed, ...done] : [moduleId]).some(id => recalled.includes(id))

/**
 * Sends a module that an operator asked for. No planning rule delays it. A module that is gone or recalled is not
 * sent; the operator may ask again.
 */
function resendNow(
  learner: Learner,
  enrolment: Enrolment,
  command: DeliverDue,
  journey: Journey,
  moduleId: ModuleId,
): Decision {
  const { at, recalled } = command
  const { journeyId, dueAt = at, emailCount: occurrence } = enrolment
  if (!findModule(journey, moduleId)) return deferred(enrolment, at, 'nothing-to-send', dueAt)
  if (recalled?.includes(moduleId)) return deferred(enrolment, at, 'recalled', dueAt)
  return claimEmail(learner, command, { kind: 'module', journeyId, moduleId, occurrence })
}
