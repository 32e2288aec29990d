import type { CommandOf, EmailOutcome } from '../commands.ts'
import { type Decision, type Journeys, nothing } from '../decision.ts'
import type { Fact } from '../facts.ts'
import type { Instant } from '../ids.ts'
import type { Journey } from '../journey.ts'
import type { Claim, Enrolment, JourneyEmail, Learner, LetterEmail } from '../learner.ts'
import { findModule, ladderDueAt } from '../progress.ts'
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
  const { email } = claim
  const module = journey && findModule(journey, email.moduleId)
  if (!journey || !module) return enrolment.dueAt
  const { phase } = enrolment
  if (email.kind === 'module')
    return ladderDueAt(module, { since: claim.at, reminders: 0 }, at, journey, learner)
  if (phase.is !== 'reading') return enrolment.dueAt
  return ladderDueAt(module, { ...phase, reminders: phase.reminders + 1 }, at, journey, learner)
}

/** The fact that an email of a journey went out, whatever the person has done meanwhile. */
export function sent(
  learner: Learner,
  enrolment: Enrolment,
  claim: Claim<JourneyEmail> & { day: string },
  at: Instant,
  journey: Journey | undefined,
): Fact {
  const { kind, journeyId, moduleId } = claim.email
  if (kind === 'paused') return { type: 'JourneyPaused', at, journeyId, by: 'silence', day: claim.day }
  const dueAt = dueAfterEmail(learner, enrolment, claim, at, journey)
  const common = { at, journeyId, moduleId, day: claim.day, ...(dueAt !== undefined && { dueAt }) }
  if (kind === 'module') return { type: 'ModuleEmailed', ...common }
  const { phase } = enrolment
  return { type: 'ReminderEmailed', ...common, reminder: (phase.is === 'reading' ? phase.reminders : 0) + 1 }
}

/** An outcome other than success, as a fact; the same for a letter and an email of a journey. */
function trouble(
  outcome: Exclude<EmailOutcome, { is: 'accepted' }>,
  claim: Claim,
  at: Instant,
  ofJourney: { journeyId?: string },
): Fact {
  const { id } = claim.email
  switch (outcome.is) {
    case 'turned-back':
      return { type: 'EmailTurnedBack', at, ...ofJourney, reason: outcome.reason }
    case 'refused':
    case 'failed':
      return { type: 'EmailFailed', at, ...ofJourney, emailId: id, reason: outcome.reason, dueAt: at + day }
    case 'unknown': {
      const dueAt = nextEvidenceLook(claim.unknownSince ?? at, at)
      return { type: 'EmailOutcomeUnknown', at, ...ofJourney, emailId: id, dueAt }
    }
    case 'absent':
      return { type: 'EmailAbsenceProven', at, ...ofJourney, emailId: id }
  }
}

function settleLetter(claim: Claim<LetterEmail>, command: CommandOf<'SettleEmail'>): Decision {
  const { at, outcome } = command
  const { kind, occurrence } = claim.email
  const fact: Fact =
    outcome.is === 'accepted'
      ? { type: 'LetterEmailed', at, kind, occurrence }
      : trouble(outcome, claim, at, {})
  return { outcome: 'done', facts: [fact] }
}

/** SES's own failure after it had accepted: the email is not under a claim any more, and the module waits again. */
function failedAfterwards(enrolment: Enrolment, command: CommandOf<'SettleEmail'>): Decision {
  const { at, outcome, emailId } = command
  const { journeyId, phase } = enrolment
  if (outcome.is !== 'failed' || phase.is !== 'reading' || phase.reminders > 0) return nothing('done-before')
  if (!emailId.endsWith(`_module_${enrolment.emails - 1}_${journeyId}_${phase.moduleId}`))
    return nothing('done-before')
  return {
    outcome: 'done',
    facts: [{ type: 'EmailFailed', at, journeyId, emailId, reason: outcome.reason, dueAt: at + day }],
  }
}

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
  if (!journeyId) {
    const { claim } = learner
    return claim?.email.id === emailId ? settleLetter(claim, command) : nothing('done-before')
  }
  const enrolment = learner.enrolments[journeyId]
  if (!enrolment) return nothing('not-a-learner')
  const { claim } = enrolment
  if (claim?.email.id !== emailId) return failedAfterwards(enrolment, command)
  const fact =
    outcome.is === 'accepted'
      ? sent(learner, enrolment, claim, at, journeys[journeyId])
      : trouble(outcome, claim, at, { journeyId })
  return { outcome: 'done', facts: [fact] }
}
