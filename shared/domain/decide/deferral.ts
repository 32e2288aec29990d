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

/** Defers an email: nothing goes out now, and the enrolment is due again at `dueAt`. */
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
 * When the next email may go out: on the next calendar day, both in this journey's zone and in the zone of the last
 * email's journey. An email counts from its claim, since it may have gone out while its outcome is open.
 */
export function nextEmailAllowedAt(
  learner: Learner,
  at: Instant,
  journeys: Journeys,
  { zone: here }: Journey,
): Instant {
  let free = 0
  const count = (last: Instant | undefined, zone = here) => {
    // A calendar day is shorter than 48 hours in every zone.
    if (last === undefined || at - last >= 2 * day) return
    free = Math.max(free, startOfNextDay(last, here), startOfNextDay(last, zone))
  }
  for (const { journeyId, claim, lastEmailAt } of Object.values(learner.enrolments))
    count(claim?.at ?? lastEmailAt, journeys[journeyId]?.zone)
  count(learner.lastEmailAt)
  return free
}

/**
 * Whether a module of another journey is due today; it goes before this reminder. A module that has been due for
 * longer is blocked by something else, and nothing waits for it.
 */
function moduleWaitsElsewhere(learner: Learner, enrolment: Enrolment, from: Instant, to: Instant): boolean {
  return Object.values(learner.enrolments).some(other => {
    if (other.journeyId === enrolment.journeyId || other.claim || !awaitsModule(other)) return false
    const dueAt = enrolmentDueAt(learner, other)
    return dueAt !== undefined && dueAt >= from && dueAt < to
  })
}

/**
 * Whether a letter about a group is due today, in any journey. It has a deadline, so it goes before any other email
 * of its day. A letter that has been due for longer is blocked by something else, and nothing waits for it.
 */
export const isLetterDueToday = (learner: Learner, from: Instant, to: Instant): boolean =>
  Object.values(learner.enrolments).some(
    one =>
      !one.claim &&
      isStillMailed(one) &&
      waitingLetters(one).some(({ dueAt }) => dueAt >= from && dueAt < to),
  )

/** The preferences that apply to an enrolment: a learner who asked for the next module gets it on any day. */
const wishesIn = ({ preferences }: Learner, enrolment: Enrolment): Preferences =>
  isAskedFor(enrolment) ? onAnyDay(preferences) : preferences

/** Defers an email about a module that an operator holds back, to one of the person's preferred times. */
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
  /** Of all journeys that the learner is in. */
  journeys: Journeys
}

/**
 * Why a due email has to wait: a break, too late, one email a day, or a module before a reminder. Undefined if it
 * need not.
 */
export function reasonToWait(
  learner: Learner,
  enrolment: Enrolment,
  { at, kind, journey, journeys }: DueEmail,
): Decision | undefined {
  const preferences = wishesIn(learner, enrolment)
  const preferredAfter = (moment: Instant) => nextPreferredTime(moment, journey, preferences)
  if (isOnBreak(at, journey, preferences)) return deferred(enrolment, at, 'on-a-break', preferredAfter(at))
  if (at - (enrolment.dueAt ?? at) > lateAfter) {
    // Salted, because the share of the unsalted id already decides the learner's partition of the due index.
    const share = shareOf(`${learner.id} late`)
    return deferred(enrolment, at, 'too-late', spreadOverPreferredTime(at, journey, preferences, share))
  }
  const free = nextEmailAllowedAt(learner, at, journeys, journey)
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
