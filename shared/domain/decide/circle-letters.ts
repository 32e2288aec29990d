import { type CircleLetter, isLetter, waitingLetters } from '../circles/letter.ts'
import type { CommandOf } from '../commands.ts'
import { type Decision, type Journeys, nothing } from '../decision.ts'
import type { EventOf } from '../domain-event.ts'
import { isOfGroup } from '../email.ts'
import type { Enrolment } from '../enrolment.ts'
import type { LetterWait, WhyDropped } from '../events/circles.ts'
import type { Instant } from '../ids.ts'
import type { Journey } from '../journey.ts'
import { isReachable, type Learner } from '../learner.ts'
import { claimEmail, type Waiting } from '../outbox.ts'
import type { Preferences } from '../preferences.ts'
import { isOnBreak, nextPreferredTime, spreadOverPreferredTime } from '../schedule.ts'
import { lateAfter, shareOf } from '../sending-policy.ts'
import { nextEmailAllowedAt } from './deferral.ts'

type Letter = CircleLetter & Waiting
type Dropped = EventOf<'CircleLetterDropped'>

const dropped = (
  { journeyId }: Enrolment,
  at: Instant,
  { kind, group }: CircleLetter,
  why: WhyDropped,
): Dropped => ({ type: 'CircleLetterDropped', at, journeyId, kind, group, why })

/** Waiting letters, except one in flight, which cannot be called back. */
function lettersAtRest(enrolment: Enrolment): readonly Letter[] {
  const email = enrolment.claim?.email
  return waitingLetters(enrolment).filter(letter => !(email && isOfGroup(email) && isLetter(letter)(email)))
}

/** Drops every waiting letter, with a reason. */
export const allDropped = (enrolment: Enrolment, at: Instant, why: WhyDropped): Dropped[] =>
  lettersAtRest(enrolment).map(letter => dropped(enrolment, at, letter, why))

/**
 * Why a letter that cannot go out before `dueAt` is useless; undefined if it is still of use. A person who is on a
 * break until then is introduced to nobody, since the others were never told of them.
 */
function whyTooLate(
  { kind, until }: Pick<CircleLetter, 'kind' | 'until'>,
  dueAt: Instant,
  at: Instant,
  journey: Journey,
  preferences: Preferences,
): WhyDropped | undefined {
  const rests = isOnBreak(at, journey, preferences)
  if (dueAt < until && !(rests && kind === 'circle-introduction')) return undefined
  return rests ? 'on-a-break' : 'past'
}

/** Defers a letter to a moment, or drops it if that is too late. */
function putOff(
  { journeyId }: Enrolment,
  letter: Letter,
  { at, reason, dueAt }: { at: Instant; reason: LetterWait; dueAt: Instant },
  journey: Journey,
  preferences: Preferences,
): EventOf<'CircleLetterDeferred' | 'CircleLetterDropped'> {
  const { kind, group } = letter
  const why = whyTooLate(letter, dueAt, at, journey, preferences)
  return why
    ? { type: 'CircleLetterDropped', at, journeyId, kind, group, why }
    : { type: 'CircleLetterDeferred', at, journeyId, kind, group, reason, dueAt }
}

/** Plans each waiting letter again after the preferences have changed. */
export function replanLetters(
  enrolment: Enrolment,
  at: Instant,
  journey: Journey,
  preferences: Preferences,
): EventOf<'CircleLetterDeferred' | 'CircleLetterDropped'>[] {
  const dueAt = nextPreferredTime(at, journey, preferences)
  return lettersAtRest(enrolment)
    .filter(letter => letter.dueAt !== dueAt)
    .map(letter => putOff(enrolment, letter, { at, reason: 'new-times', dueAt }, journey, preferences))
}

/**
 * Plans a letter about a group as an email of this journey, once; repeated commands plan nothing. Works after the end
 * of the journey too, and after a pause by silence, since the learner asked to join.
 */
export function planCircleLetter(
  learner: Learner,
  { at, journeyId, kind, group, until }: CommandOf<'PlanCircleLetter'>,
  journeys: Journeys,
): Decision<'done' | 'done-before' | 'too-late' | 'at-rest' | 'not-a-learner' | 'no-such-journey'> {
  const enrolment = learner.enrolments[journeyId]
  const isOut = !enrolment || enrolment.phase.is === 'left' || enrolment.epoch !== learner.epoch
  if (isOut || !isReachable(learner)) return nothing('not-a-learner')
  if (enrolment.letters?.some(isLetter({ kind, group }))) return nothing('done-before')
  if (at >= until) return nothing('too-late')
  const journey = journeys[journeyId]
  if (!journey) return nothing('no-such-journey')
  const { preferences } = learner
  const letter = { journeyId, kind, group, until }
  const instead = (why: WhyDropped) => [{ type: 'CircleLetterDropped' as const, at, ...letter, why }]
  if (enrolment.pausedBy === 'learner') return { outcome: 'at-rest', events: instead('paused') }
  const dueAt = nextPreferredTime(at, journey, preferences)
  const why = whyTooLate(letter, dueAt, at, journey, preferences)
  if (why) return { outcome: 'too-late', events: instead(why) }
  return { outcome: 'done', events: [{ type: 'CircleLetterPlanned', at, ...letter, dueAt }] }
}

/** Why a due letter has to wait, and until when; undefined if it need not. */
function reasonLetterWaits(
  learner: Learner,
  { dueAt }: Letter,
  at: Instant,
  journey: Journey,
  journeys: Journeys,
): { reason: LetterWait; dueAt: Instant } | undefined {
  const { preferences } = learner
  const preferredAfter = (moment: Instant) => nextPreferredTime(moment, journey, preferences)
  if (isOnBreak(at, journey, preferences)) return { reason: 'on-a-break', dueAt: preferredAfter(at) }
  if (at - dueAt > lateAfter) {
    const share = shareOf(`${learner.id} late`)
    return { reason: 'too-late', dueAt: spreadOverPreferredTime(at, journey, preferences, share) }
  }
  const free = nextEmailAllowedAt(learner, at, journeys, journey)
  return at < free ? { reason: 'one-a-day', dueAt: preferredAfter(free) } : undefined
}

/** Delivers a due letter. It goes before the journey's own email of that day, because it has a deadline. */
export function deliverLetter(
  learner: Learner,
  enrolment: Enrolment,
  letter: Letter,
  command: { at: Instant; by: string },
  { journey, journeys }: { journey: Journey; journeys: Journeys },
): Decision<'claimed' | 'rescheduled'> {
  const { at } = command
  const { kind, group, until } = letter
  const { journeyId, emailCount: occurrence } = enrolment
  const over = at >= until ? 'past' : enrolment.pausedBy === 'learner' && 'paused'
  if (over) return { outcome: 'rescheduled', events: [dropped(enrolment, at, letter, over)] }
  const wait = reasonLetterWaits(learner, letter, at, journey, journeys)
  if (!wait) return claimEmail(learner, command, { kind, journeyId, group, occurrence })
  const instead = putOff(enrolment, letter, { at, ...wait }, journey, learner.preferences)
  return { outcome: 'rescheduled', events: [instead] }
}
