import { waitingLetters } from '../circles/letter.ts'
import type { Decision, Journeys } from '../decision.ts'
import { enrolmentDueAt } from '../due.ts'
import { day } from '../duration.ts'
import type { JourneyEmail } from '../email.ts'
import { awaitsModule, type Enrolment, isAskedFor, isStillMailed } from '../enrolment.ts'
import type { DeferReason } from '../events/delivery.ts'
import type { Instant } from '../ids.ts'
import type { Journey } from '../journey.ts'
import type { Learner } from '../learner.ts'
import { onAnyDay, type Preferences } from '../preferences.ts'
import {
  isOnBreak,
  nextPreferredTime,
  spreadOverPreferredTime,
  startOfNextDay,
  startOfSameDay,
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
  events: [{ type: 'EmailDeferred', at, journeyId: enrolment.journeyId, reason, dueAt }],
})

/**
 * From when on another email may go out: on the next day by this journey's clock, and by that of the last email's journey.
 * An email counts from its claim on, since it may have gone out while its outcome is open.
 */
export function freeFrom(
  learner: Learner,
  at: Instant,
  journeys: Journeys,
  { zone: here }: Journey,
): Instant {
  let free = 0
  const count = (last: Instant | undefined, zone = here) => {
    // No calendar day of any zone has 48 hours.
    if (last === undefined || at - last >= 2 * day) return
    free = Math.max(free, startOfNextDay(last, here), startOfNextDay(last, zone))
  }
  for (const { journeyId, claim, lastEmailAt } of Object.values(learner.enrolments))
    count(claim?.at ?? lastEmailAt, journeys[journeyId]?.zone)
  count(learner.lastEmailAt)
  return free
}

/**
 * A module of another journey that is due today goes before this reminder. One that has been due for longer is held
 * up by something else, and nothing waits for it.
 */
function moduleWaitsElsewhere(learner: Learner, enrolment: Enrolment, from: Instant, to: Instant): boolean {
  return Object.values(learner.enrolments).some(other => {
    if (other.journeyId === enrolment.journeyId || other.claim || !awaitsModule(other)) return false
    const dueAt = enrolmentDueAt(learner, other)
    return dueAt !== undefined && dueAt >= from && dueAt < to
  })
}

/**
 * A letter about a group is due today, in this journey or another. It has a last moment, and goes before any other email of its
 * day. One that has been due for longer is held up by something else, and nothing waits for it.
 */
export const isLetterDueToday = (learner: Learner, from: Instant, to: Instant): boolean =>
  Object.values(learner.enrolments).some(
    one =>
      !one.claim &&
      isStillMailed(one) &&
      waitingLetters(one).some(({ dueAt }) => dueAt >= from && dueAt < to),
  )

/** When somebody likes emails of a journey: who asked for the next module does not wait for a day of theirs. */
const wishesIn = ({ preferences }: Learner, enrolment: Enrolment): Preferences =>
  isAskedFor(enrolment) ? onAnyDay(preferences) : preferences

/** An operator holds back every email about this module: looked at again now and then, at times that the person likes. */
export function whileRecalled(
  learner: Learner,
  enrolment: Enrolment,
  at: Instant,
  journey: Journey,
): Decision {
  const dueAt = nextPreferredTime(at + recallDelay, journey, wishesIn(learner, enrolment))
  return deferred(enrolment, at, 'recalled', dueAt)
}

/** An email that would go out now. */
interface DueEmail {
  at: Instant
  kind: JourneyEmail['kind']
  journey: Journey
  /** All that its reader is in. */
  journeys: Journeys
}

/** Why this email has to wait, if it has to: a break, too late in the day, one a day, modules before reminders. */
export function reasonToWait(
  learner: Learner,
  enrolment: Enrolment,
  { at, kind, journey, journeys }: DueEmail,
): Decision | undefined {
  const preferences = wishesIn(learner, enrolment)
  const preferredAfter = (moment: Instant) => nextPreferredTime(moment, journey, preferences)
  if (isOnBreak(at, journey, preferences)) return deferred(enrolment, at, 'on-a-break', preferredAfter(at))
  if (at - (enrolment.dueAt ?? at) > lateAfter) {
    // Salted, because the same share of the bare id says in which partition of the due index somebody waits.
    const share = shareOf(`${learner.id} late`)
    return deferred(enrolment, at, 'too-late', spreadOverPreferredTime(at, journey, preferences, share))
  }
  const free = freeFrom(learner, at, journeys, journey)
  if (at < free) return deferred(enrolment, at, 'one-a-day', preferredAfter(free))
  const today = startOfSameDay(at, journey.zone)
  const tomorrow = startOfNextDay(at, journey.zone)
  if (isLetterDueToday(learner, today, tomorrow))
    return deferred(enrolment, at, 'letters-first', preferredAfter(tomorrow))
  if (kind === 'module') return undefined
  return moduleWaitsElsewhere(learner, enrolment, today, tomorrow)
    ? deferred(enrolment, at, 'modules-first', preferredAfter(tomorrow))
    : undefined
}
