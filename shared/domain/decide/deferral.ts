import type { Decision } from '../decision.ts'
import type { JourneyEmail } from '../email.ts'
import type { DeferReason } from '../facts.ts'
import type { Instant } from '../ids.ts'
import type { Journey } from '../journey.ts'
import { type Enrolment, enrolmentDueAt, type Learner } from '../learner.ts'
import {
  calendarDay,
  nextPreferredTime,
  spreadOverPreferredTime,
  startOfDay,
  startOfNextDay,
} from '../schedule.ts'
import { lateAfter, recallDelay, shareOf } from '../sending-policy.ts'

/** Nothing goes out now; looked at again at `dueAt`. */
export const deferred = (
  enrolment: Enrolment,
  at: Instant,
  reason: DeferReason,
  dueAt: Instant,
): Decision => ({
  outcome: 'rescheduled',
  facts: [{ type: 'EmailDeferred', at, journeyId: enrolment.journeyId, reason, dueAt }],
})

/** An operator holds back every email about this module: looked at again now and then, at times that the person likes. */
export function whileRecalled(
  { preferences }: Learner,
  enrolment: Enrolment,
  at: Instant,
  journey: Journey,
): Decision {
  return deferred(enrolment, at, 'recalled', nextPreferredTime(at + recallDelay, journey, preferences))
}

/** Whether an email of any journey went out on this day, or may have: its outcome is open. */
const emailedOn = (learner: Learner, day: string): boolean =>
  learner.lastEmailDay === day ||
  Object.values(learner.enrolments).some(other => other.lastEmailDay === day || other.claim?.day === day)

/**
 * A module of another journey that is due today goes before this reminder. One that has been due for longer is held
 * up by something else, and nothing waits for it.
 */
function moduleWaitsElsewhere(learner: Learner, enrolment: Enrolment, from: Instant, to: Instant): boolean {
  return Object.values(learner.enrolments).some(other => {
    if (other.journeyId === enrolment.journeyId || other.claim || other.phase.is !== 'waiting') return false
    const dueAt = enrolmentDueAt(learner, other)
    return dueAt !== undefined && dueAt >= from && dueAt < to
  })
}

/** Why this email has to wait, if it has to: a break, too late in the day, one a day, modules before reminders. */
export function reasonToWait(
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
    return deferred(enrolment, at, 'on-a-break', preferredAfter(at))
  if (at - (enrolment.dueAt ?? at) > lateAfter) {
    // Salted, because the same share of the bare id says in which partition of the due index somebody waits.
    const share = shareOf(`${learner.id} late`)
    return deferred(enrolment, at, 'too-late', spreadOverPreferredTime(at, journey, preferences, share))
  }
  const today = calendarDay(at, journey.zone)
  const tomorrow = startOfNextDay(at, journey.zone)
  if (emailedOn(learner, today)) return deferred(enrolment, at, 'one-a-day', preferredAfter(tomorrow))
  if (
    kind !== 'module' &&
    moduleWaitsElsewhere(learner, enrolment, startOfDay(today, journey.zone), tomorrow)
  )
    return deferred(enrolment, at, 'modules-first', preferredAfter(tomorrow))
  return undefined
}
