import type { CommandOf } from '../commands.ts'
import { type Decision, type Journeys, nothing } from '../decision.ts'
import { emailId } from '../email-id.ts'
import type { DeferReason } from '../facts.ts'
import type { Instant } from '../ids.ts'
import type { Journey } from '../journey.ts'
import {
  type Enrolment,
  enrolmentDueAt,
  isReachable,
  type JourneyEmail,
  type Learner,
  learnerDueAt,
} from '../learner.ts'
import { findModule, ladderDueAt, nextModule } from '../progress.ts'
import {
  calendarDay,
  nextPreferredTime,
  spreadOverPreferredTime,
  startOfDay,
  startOfNextDay,
} from '../schedule.ts'
import { claimExpiry, evidenceDelay, lateAfter, shareOf } from '../sending-policy.ts'
import { sent } from './settlement.ts'

/** The email that an enrolment is due for, or what happens instead. */
type Step = { email: Omit<JourneyEmail, 'id' | 'occurrence'> } | { instead: Decision }

function afterReading(learner: Learner, enrolment: Enrolment, at: Instant, journey: Journey): Step {
  const { journeyId, phase } = enrolment
  if (phase.is !== 'reading') throw new Error('only a module being read has reminders')
  const module = findModule(journey, phase.moduleId)
  if (!module) {
    const dueAt = nextPreferredTime(at, journey, learner.preferences)
    const facts = [{ type: 'ModuleRetired' as const, at, journeyId, moduleId: phase.moduleId, dueAt }]
    return { instead: { outcome: 'rescheduled', facts } }
  }
  const dueAt = ladderDueAt(module, phase, at, journey, learner)
  // The ladder moved since this was planned: another version, or a slower pace.
  if (dueAt > at) return { instead: defer(enrolment, at, 'nothing-to-send', dueAt) }
  const kind = phase.reminders < module.remind.length ? 'reminder' : 'paused'
  return { email: { kind, journeyId, moduleId: module.id } }
}

function step(learner: Learner, enrolment: Enrolment, at: Instant, journey: Journey): Step {
  const { journeyId, phase } = enrolment
  if (phase.is === 'reading') return afterReading(learner, enrolment, at, journey)
  const next = nextModule(journey, learner, enrolment)
  if (next) return { email: { kind: 'module', journeyId, moduleId: next.id } }
  return { instead: { outcome: 'rescheduled', facts: [{ type: 'JourneyCompleted', at, journeyId }] } }
}

const defer = (enrolment: Enrolment, at: Instant, reason: DeferReason, dueAt: Instant): Decision => ({
  outcome: 'rescheduled',
  facts: [{ type: 'EmailDeferred', at, journeyId: enrolment.journeyId, reason, dueAt }],
})

/** A module of another journey that is due before the day is over goes before this reminder. */
function moduleWaitsElsewhere(learner: Learner, enrolment: Enrolment, until: Instant): boolean {
  return Object.values(learner.enrolments).some(other => {
    const dueAt = other.journeyId === enrolment.journeyId ? undefined : enrolmentDueAt(learner, other)
    return dueAt !== undefined && dueAt < until && other.phase.is === 'waiting'
  })
}

/** Why this email has to wait, if it has to: a break, too late in the day, one a day, modules before reminders. */
function reasonToWait(
  learner: Learner,
  enrolment: Enrolment,
  at: Instant,
  journey: Journey,
  kind: JourneyEmail['kind'],
): Decision | undefined {
  const { preferences } = learner
  const { breakUntil } = preferences
  const preferredAfter = (moment: Instant) => nextPreferredTime(moment, journey, preferences)
  if (breakUntil && at < startOfDay(breakUntil, journey.zone))
    return defer(enrolment, at, 'on-a-break', preferredAfter(at))
  if (at - (enrolment.dueAt ?? at) > lateAfter) {
    const share = shareOf(learner.id)
    return defer(enrolment, at, 'too-late', spreadOverPreferredTime(at, journey, preferences, share))
  }
  const today = calendarDay(at, journey.zone)
  const tomorrow = startOfNextDay(at, journey.zone)
  const emailedToday = Object.values(learner.enrolments).some(other => other.lastEmailDay === today)
  if (emailedToday || learner.lastEmailDay === today)
    return defer(enrolment, at, 'one-a-day', preferredAfter(tomorrow))
  if (kind !== 'module' && moduleWaitsElsewhere(learner, enrolment, tomorrow))
    return defer(enrolment, at, 'modules-first', preferredAfter(tomorrow))
  return undefined
}

/** A claim that stands: on its way, lost with its worker, or waiting for evidence. */
function standingClaim(learner: Learner, enrolment: Enrolment, at: Instant): Decision | undefined {
  const { claim, journeyId, done } = enrolment
  if (!claim) return undefined
  if (at - claim.at < claimExpiry) return nothing('in-flight')
  const { moduleId, id } = claim.email
  // They have done the module, so whether its email came does not matter any more.
  if (done.includes(moduleId))
    return { outcome: 'rescheduled', facts: [sent(learner, enrolment, claim, at, undefined)] }
  if (claim.unknownSince) return nothing('needs-evidence')
  const dueAt = at + evidenceDelay
  return {
    outcome: 'rescheduled',
    facts: [{ type: 'EmailOutcomeUnknown', at, journeyId, emailId: id, dueAt }],
  }
}

/** Something of this enrolment fell due: claim the right email, or say why not. */
export function deliverDue(learner: Learner, command: CommandOf<'DeliverDue'>, journeys: Journeys): Decision {
  const { at, journeyId } = command
  const enrolment = learner.enrolments[journeyId]
  const dueAt = enrolment && enrolmentDueAt(learner, enrolment)
  if (!enrolment || dueAt === undefined || dueAt > at) return nothing('nothing-due')
  const standing = standingClaim(learner, enrolment, at)
  if (standing) return standing
  const journey = journeys[journeyId]
  if (!journey) return nothing('no-such-journey')
  const due = step(learner, enrolment, at, journey)
  if ('instead' in due) return due.instead
  const wait = reasonToWait(learner, enrolment, at, journey, due.email.kind)
  if (wait) return wait
  return claimed(learner, enrolment, command, journey, due.email)
}

function claimed(
  learner: Learner,
  enrolment: Enrolment,
  { at, by }: CommandOf<'DeliverDue'>,
  journey: Journey,
  email: Omit<JourneyEmail, 'id' | 'occurrence'>,
): Decision {
  const { journeyId } = enrolment
  const numbered = { ...email, occurrence: enrolment.emails }
  const withId = { ...numbered, id: emailId(learner.id, learner.epoch, numbered) }
  const day = calendarDay(at, journey.zone)
  return {
    outcome: 'claimed',
    email: withId,
    facts: [{ type: 'EmailClaimed', at, journeyId, day, email: withId, by }],
  }
}

/** A letter about the sign-up itself is due: always at once, never more than one on its way. */
export function deliverLetter(learner: Learner, command: CommandOf<'DeliverLetter'>): Decision {
  const { at } = command
  const dueAt = learnerDueAt(learner)
  const letter = learner.letters.find(one => one.dueAt <= at)
  if (dueAt === undefined || dueAt > at || !letter) return nothing('nothing-due')
  const mayWrite = learner.standing === 'pending' || isReachable(learner)
  if (!mayWrite) return nothing('nothing-due')
  if (learner.claim) {
    if (at - learner.claim.at < claimExpiry) return nothing('in-flight')
    if (learner.claim.unknownSince) return nothing('needs-evidence')
    const facts = [
      {
        type: 'EmailOutcomeUnknown' as const,
        at,
        emailId: learner.claim.email.id,
        dueAt: at + evidenceDelay,
      },
    ]
    return { outcome: 'rescheduled', facts }
  }
  const { kind, occurrence } = letter
  const email = { kind, occurrence }
  const claimed = { ...email, id: emailId(learner.id, learner.epoch, email) }
  return {
    outcome: 'claimed',
    email: claimed,
    facts: [{ type: 'LetterClaimed', at, email: claimed, by: command.by }],
  }
}
