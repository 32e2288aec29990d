import { sentLetter } from '../circles/letter.ts'
import type { CommandOf } from '../commands.ts'
import { type Decision, type Journeys, nothing } from '../decision.ts'
import type { DomainEvent } from '../domain-event.ts'
import { day } from '../duration.ts'
import { type AccountEmail, isOfGroup, type JourneyEmail } from '../email.ts'
import { type EmailRef, parseEmailId } from '../email-id.ts'
import { awaitsLastEmail, type Enrolment, isTimely } from '../enrolment.ts'
import type { Instant } from '../ids.ts'
import type { Journey } from '../journey.ts'
import { claimedAccountEmail, type Learner, requestLeftBy } from '../learner.ts'
import { type Claim, settle, whyNotDelivered } from '../outbox.ts'
import { findModule, nextReminderDueAt, reminderDueAt } from '../progress.ts'
import { nextPreferredTime } from '../schedule.ts'
import { letterOf, letterWentOut, withLettersEnd } from './letter-settlement.ts'

/** When the enrolment is due again once this email has gone out. */
function dueAfterEmail(
  learner: Learner,
  enrolment: Enrolment,
  claim: Claim<JourneyEmail>,
  at: Instant,
  journey: Journey | undefined,
): Instant | undefined {
  const { email } = claim
  const module = journey && !isOfGroup(email) && findModule(journey, email.moduleId)
  if (!journey || !module || !isTimely(enrolment, claim)) return enrolment.dueAt
  const { phase } = enrolment
  return phase.is === 'reading' && email.kind !== 'module'
    ? nextReminderDueAt(module, phase, claim.at, journey, learner)
    : reminderDueAt(module, { since: claim.at, reminders: 0 }, at, journey, learner)
}

/** That an email went out, the current version of its journey, and the version whose text it had, if known. */
interface WentOut {
  at: Instant
  journey?: Journey | undefined
  version?: number | undefined
  nobody?: true | undefined
}

/** The events that say that a journey's email went out, whatever the person has done meanwhile. */
export function wentOut(
  learner: Learner,
  enrolment: Enrolment,
  claim: Claim<JourneyEmail>,
  { at, journey, version, nobody }: WentOut,
): readonly DomainEvent[] {
  if (isOfGroup(claim.email)) return [letterWentOut(claim.email, at, nobody)]
  const { kind, journeyId, moduleId } = claim.email
  const about = { at, journeyId, moduleId, ...(version !== undefined && { journeyVersion: version }) }
  const { phase, pausedBy } = enrolment
  const due = () => {
    const dueAt = dueAfterEmail(learner, enrolment, claim, at, journey)
    return dueAt === undefined ? {} : { dueAt }
  }
  switch (kind) {
    case 'module':
      return [{ type: 'ModuleEmailed', ...about, ...due() }]
    case 'reminder':
    case 'short-reminder': {
      const reminder = (phase.is === 'reading' ? phase.reminders : 0) + 1
      return [{ type: 'ReminderEmailed', ...about, ...due(), reminder }]
    }
    case 'finished':
      return [{ type: 'EndEmailed', ...about }]
    case 'paused': {
      const told: DomainEvent = { type: 'PauseEmailed', ...about }
      const stillSilent = isTimely(enrolment, claim) && !pausedBy
      return stillSilent ? [told, { type: 'JourneyPaused', at, journeyId, by: 'silence' }] : [told]
    }
  }
}

/**
 * SES accepted the confirmation that a person waits for and failed to deliver it: it is written anew. Other account
 * emails have to be requested again.
 */
function accountEmailFailedAfterwards(
  learner: Learner,
  command: CommandOf<'SettleEmail'>,
): Decision<'done' | 'done-before'> {
  const { at, outcome, emailId } = command
  const accountEmail = parseEmailId(emailId)
  const awaited = accountEmail?.epoch === learner.epoch && requestLeftBy(learner, accountEmail)
  if (outcome.is !== 'failed' || !awaited) return nothing('done-before')
  const { reason } = outcome
  return { outcome: 'done', events: [{ type: 'EmailFailed', at, emailId, reason, dueAt: at + day }] }
}

/** Whether it still makes a difference that this email was never delivered. */
function matters(email: EmailRef | undefined, enrolment: Enrolment): boolean {
  const { phase, pausedBy, emailCount, epoch } = enrolment
  if (sentLetter(enrolment, email)) return email?.epoch === epoch
  const isLast = email?.occurrence === emailCount - 1 && email.epoch === epoch
  // Reported twice: it already waits to go out again.
  if (email?.kind === 'finished') return phase.is === 'completed' && isLast && !awaitsLastEmail(enrolment)
  if (phase.is !== 'reading' || email?.moduleId !== phase.moduleId) return false
  if (!isLast) return false
  if (email.kind === 'paused') return pausedBy === 'silence'
  return email.kind === 'module' || phase.reminders > 0
}

/** SES reported a failure after it had accepted the email. There is no claim any more; the email goes out again. */
function failedAfterwards(
  learner: Learner,
  enrolment: Enrolment,
  command: CommandOf<'SettleEmail'>,
  journey: Journey | undefined,
): Decision<'done' | 'done-before'> {
  const { at, emailId, outcome } = command
  const { journeyId } = enrolment
  const { rejections = 0 } = sentLetter(enrolment, parseEmailId(emailId)) ?? enrolment
  if (outcome.is !== 'failed' || !matters(parseEmailId(emailId), enrolment)) return nothing('done-before')
  const failed = whyNotDelivered(outcome, { again: tomorrow(learner, at, journey), before: rejections })
  return { outcome: 'done', events: [{ type: 'EmailFailed', at, journeyId, emailId, ...failed }] }
}

const tomorrow = (learner: Learner, at: Instant, journey: Journey | undefined): Instant =>
  journey ? nextPreferredTime(at + day, journey, learner.preferences) : at + day

function settleAccountEmail(
  learner: Learner,
  command: CommandOf<'SettleEmail'>,
): Decision<'done' | 'done-before'> {
  const { at } = command
  return settle<AccountEmail>(
    {
      of: {},
      claim: learner.claim,
      wentOut: ({ email: { kind, occurrence } }) => [{ type: 'AccountEmailSent', at, kind, occurrence }],
      rejection: () => ({ again: at + day, before: claimedAccountEmail(learner)?.rejections ?? 0 }),
      afterwards: () => accountEmailFailedAfterwards(learner, command),
    },
    command,
  )
}

function settleOfJourney(
  learner: Learner,
  enrolment: Enrolment,
  command: CommandOf<'SettleEmail'>,
  journey: Journey | undefined,
): Decision<'done' | 'done-before'> {
  const { at, outcome } = command
  const { journeyId, claim, dueAt, rejections = 0 } = enrolment
  const { version, nobody } = outcome.is === 'accepted' ? outcome : {}
  const again = tomorrow(learner, at, journey)
  return settle<JourneyEmail>(
    {
      of: { journeyId },
      claim,
      wentOut: own => wentOut(learner, enrolment, own, { at, journey, version, nobody }),
      rejection: ({ email, ...own }) => {
        if (isOfGroup(email)) return { again, before: letterOf(enrolment, email)?.rejections ?? 0 }
        return isTimely(enrolment, { email, ...own })
          ? { again, before: rejections }
          : { again: dueAt, before: undefined }
      },
      afterwards: () => failedAfterwards(learner, enrolment, command, journey),
    },
    command,
  )
}

/**
 * Settles an email by SES's answer or by later evidence, on the current state: the learner may have pressed "done" or
 * left while it was in flight.
 */
export function settleEmail(
  learner: Learner,
  command: CommandOf<'SettleEmail'>,
  journeys: Journeys,
): Decision<'done' | 'done-before' | 'not-a-learner'> {
  const { journeyId } = command
  if (!journeyId) return settleAccountEmail(learner, command)
  const enrolment = learner.enrolments[journeyId]
  if (!enrolment) return nothing('not-a-learner')
  const settled = settleOfJourney(learner, enrolment, command, journeys[journeyId])
  return withLettersEnd(enrolment, command, settled)
}
