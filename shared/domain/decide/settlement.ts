import type { CommandOf, EmailOutcome } from '../commands.ts'
import { type Decision, type Journeys, nothing } from '../decision.ts'
import type { DomainEvent } from '../domain-event.ts'
import type { JourneyEmail } from '../email.ts'
import { type EmailRef, parseEmailId } from '../email-id.ts'
import type { Instant } from '../ids.ts'
import type { Journey } from '../journey.ts'
import {
  type Claim,
  claimedAccountEmail,
  type Enrolment,
  isTimely,
  type Learner,
  requestLeftBy,
} from '../learner.ts'
import { findModule, nextReminderDueAt, reminderDueAt } from '../progress.ts'
import { nextPreferredTime } from '../schedule.ts'
import { nextEvidenceLook } from '../sending-policy.ts'

const day = 24 * 60 * 60 * 1000

/** When to look again once this email has gone out. */
function dueAfterEmail(
  learner: Learner,
  enrolment: Enrolment,
  claim: Claim<JourneyEmail>,
  at: Instant,
  journey: Journey | undefined,
): Instant | undefined {
  const module = journey && findModule(journey, claim.email.moduleId)
  if (!journey || !module || !isTimely(enrolment, claim)) return enrolment.dueAt
  const { phase } = enrolment
  return phase.is === 'reading'
    ? nextReminderDueAt(module, phase, claim.at, journey, learner)
    : reminderDueAt(module, { since: claim.at, reminders: 0 }, at, journey, learner)
}

/** The events that an email of a journey went out, whatever the person has done meanwhile. */
export function wentOut(
  learner: Learner,
  enrolment: Enrolment,
  claim: Claim<JourneyEmail>,
  at: Instant,
  journey: Journey | undefined,
): readonly DomainEvent[] {
  const { kind, journeyId, moduleId } = claim.email
  const about = { at, journeyId, moduleId }
  if (kind === 'paused') {
    const told: DomainEvent = { type: 'PauseEmailed', ...about }
    const stillSilent = isTimely(enrolment, claim) && !enrolment.pausedBy
    return stillSilent ? [told, { type: 'JourneyPaused', at, journeyId, by: 'silence' }] : [told]
  }
  const dueAt = dueAfterEmail(learner, enrolment, claim, at, journey)
  const common = { ...about, ...(dueAt !== undefined && { dueAt }) }
  if (kind === 'module') return [{ type: 'ModuleEmailed', ...common }]
  const { phase } = enrolment
  return [
    { type: 'ReminderEmailed', ...common, reminder: (phase.is === 'reading' ? phase.reminders : 0) + 1 },
  ]
}

/** What follows from a refusal: when it is tried again, and how often it was refused before, if that is counted. */
interface Rejection {
  again: Instant | undefined
  before: number | undefined
}

type Failed = Extract<EmailOutcome, { is: 'rejected' | 'failed' }>

/** What is the version's fault or the account's is its breaker's business, and nobody's own; so are words without sense. */
function failure({ reason, ...outcome }: Failed, { again, before }: Rejection) {
  const theirs = reason !== 'not-rendered' && !('whose' in outcome && outcome.whose)
  const counts = before !== undefined && theirs
  return { reason, ...(counts && { rejections: before + 1 }), ...(again !== undefined && { dueAt: again }) }
}

/** An outcome other than success, as an event; the same for an account email and an email of a journey. */
function trouble(
  outcome: Exclude<EmailOutcome, { is: 'accepted' }>,
  claim: Claim,
  at: Instant,
  ofJourney: { journeyId?: string },
  rejection: Rejection,
): DomainEvent {
  const common = { at, ...ofJourney, emailId: claim.email.id }
  switch (outcome.is) {
    case 'turned-back':
      return { type: 'EmailTurnedBack', at, ...ofJourney, reason: outcome.reason }
    case 'rejected':
    case 'failed':
      return { type: 'EmailFailed', ...common, ...failure(outcome, rejection) }
    case 'unknown':
      return {
        type: 'EmailOutcomeUnknown',
        ...common,
        dueAt: nextEvidenceLook(claim.unknownSince ?? at, at),
      }
    case 'absent':
      return { type: 'EmailAbsenceProven', ...common }
  }
}

function settleAccountEmail(learner: Learner, command: CommandOf<'SettleEmail'>): Decision {
  const { at, outcome } = command
  const { claim } = learner
  if (claim?.email.id !== command.emailId) return accountEmailFailedAfterwards(learner, command)
  const { kind, occurrence } = claim.email
  const rejection = { again: at + day, before: claimedAccountEmail(learner)?.rejections ?? 0 }
  const event: DomainEvent =
    outcome.is === 'accepted'
      ? { type: 'AccountEmailSent', at, kind, occurrence }
      : trouble(outcome, claim, at, {}, rejection)
  return { outcome: 'done', events: [event] }
}

/** The confirmation that somebody waits for was lost within SES: it is written anew. Other account emails are asked for again. */
function accountEmailFailedAfterwards(learner: Learner, command: CommandOf<'SettleEmail'>): Decision {
  const { at, outcome, emailId } = command
  const accountEmail = parseEmailId(emailId)
  const awaited = accountEmail?.epoch === learner.epoch && requestLeftBy(learner, accountEmail)
  if (outcome.is !== 'failed' || !awaited) return nothing('done-before')
  const { reason } = outcome
  return { outcome: 'done', events: [{ type: 'EmailFailed', at, emailId, reason, dueAt: at + day }] }
}

/** Whether an email was the last one of a journey, and that it never came would change something. */
function matters(email: EmailRef | undefined, { phase, pausedBy, emails, epoch }: Enrolment): boolean {
  if (phase.is !== 'reading' || email?.moduleId !== phase.moduleId) return false
  if (email.occurrence !== emails - 1 || email.epoch !== epoch) return false
  if (email.kind === 'paused') return pausedBy === 'silence'
  return email.kind === 'module' || phase.reminders > 0
}

/** SES's own failure after it had accepted: the email is under no claim any more, and goes out again. */
function failedAfterwards(
  learner: Learner,
  enrolment: Enrolment,
  command: CommandOf<'SettleEmail'>,
  journey: Journey | undefined,
): Decision {
  const { at, emailId, outcome } = command
  const { journeyId, rejections = 0 } = enrolment
  if (outcome.is !== 'failed' || !matters(parseEmailId(emailId), enrolment)) return nothing('done-before')
  const failed = failure(outcome, { again: tomorrow(learner, at, journey), before: rejections })
  return { outcome: 'done', events: [{ type: 'EmailFailed', at, journeyId, emailId, ...failed }] }
}

const tomorrow = (learner: Learner, at: Instant, journey: Journey | undefined): Instant =>
  journey ? nextPreferredTime(at + day, journey, learner.preferences) : at + day

/**
 * What SES answered, or what evidence told later, on the state as it is now: somebody may have pressed "done" or left
 * while the email was on its way. Told twice, or of an email that is settled, it changes nothing.
 */
export function settleEmail(
  learner: Learner,
  command: CommandOf<'SettleEmail'>,
  journeys: Journeys,
): Decision {
  const { at, emailId, journeyId, outcome } = command
  if (!journeyId) return settleAccountEmail(learner, command)
  const enrolment = learner.enrolments[journeyId]
  if (!enrolment) return nothing('not-a-learner')
  const journey = journeys[journeyId]
  const { claim } = enrolment
  if (claim?.email.id !== emailId) return failedAfterwards(learner, enrolment, command, journey)
  if (outcome.is === 'accepted')
    return { outcome: 'done', events: wentOut(learner, enrolment, claim, at, journey) }
  const rejection = isTimely(enrolment, claim)
    ? { again: tomorrow(learner, at, journey), before: enrolment.rejections ?? 0 }
    : { again: enrolment.dueAt, before: undefined }
  return { outcome: 'done', events: [trouble(outcome, claim, at, { journeyId }, rejection)] }
}
