import type { Consent, LetterKind } from './facts.ts'
import type { Epoch, Instant, JourneyId, LearnerId, ModuleId } from './ids.ts'
import type { CalendarDay, Preferences } from './preferences.ts'
import type { Sector } from './sectors.ts'

/** An email of a journey: deterministic, so that the same decision gives the same id. */
export interface JourneyEmail {
  id: string
  kind: 'module' | 'reminder' | 'paused'
  journeyId: JourneyId
  moduleId: ModuleId
  occurrence: number
}

/** An email about the sign-up itself. */
export interface LetterEmail {
  id: string
  kind: LetterKind
  occurrence: number
}

export type Email = JourneyEmail | LetterEmail

/** A word kept in the table while an email is on its way to SES: nobody else sends meanwhile. */
export interface Claim<E extends Email = Email> {
  email: E
  at: Instant
  /** The worker's own word, so that it knows its claim again when the table's answer was lost. */
  by: string
  /** SES's answer never came: settled later by evidence, never by guessing. */
  unknownSince?: Instant
}

/**
 * Where a learner stands in a journey, apart from pauses. Waits are counted from `since`: the completion of the
 * module before, the email of the one being read, or the last activity.
 */
export type Phase =
  | { is: 'waiting'; since: Instant }
  | { is: 'reading'; moduleId: ModuleId; since: Instant; reminders: number }
  | { is: 'completed' }
  | { is: 'left' }

/** One learner in one journey. */
export interface Enrolment {
  journeyId: JourneyId
  /** The learner's epoch when this began; a different one there means that this belongs to an earlier life. */
  epoch: Epoch
  phase: Phase
  /** When the engine next looks here. Kept through a pause, though nothing looks then. */
  dueAt?: Instant
  pausedBy?: 'learner' | 'silence'
  /** Modules in the order in which they were emailed, and completed. */
  emailed: readonly ModuleId[]
  done: readonly ModuleId[]
  /** How many emails this enrolment has had: the next one's occurrence. */
  emails: number
  lastEmailDay?: CalendarDay
  claim?: Claim<JourneyEmail> & { day: CalendarDay }
}

/** A letter that waits to be sent. */
export interface Letter {
  kind: LetterKind
  occurrence: number
  dueAt: Instant
}

/** Whether somebody takes part: asked to, does, or has left. Erased is kept apart, as a tombstone. */
export type Standing = 'pending' | 'active' | 'left' | 'erased'

/** Everything the engine knows of a person: no name, no address. */
export interface Learner {
  id: LearnerId
  epoch: Epoch
  standing: Standing
  consent: Consent & { at: Instant }
  preferences: Preferences
  sector?: Sector
  /** Mail cannot, or must not, reach this address any more. */
  undeliverable?: 'bounced' | 'complained'
  /** The journey that a sign-up asked for, until it has started; looked at again until then. */
  joining?: { journeyId: JourneyId; since: Instant }
  letters: readonly Letter[]
  /** How many letters have been asked for: the next one's occurrence. */
  letterCount: number
  /** When sign-up emails went out lately, to hold the number down. */
  asked: readonly Instant[]
  /** The change of address that waits for its confirmation. */
  addressChange?: number
  /** For people in several journeys: the day of the last email of any of them. */
  lastEmailDay?: CalendarDay
  claim?: Claim<LetterEmail>
  enrolments: Readonly<Record<JourneyId, Enrolment>>
}

/** Somebody before their first sign-up is stored. */
export const newLearner = (id: LearnerId, epoch: Epoch): Learner => ({
  id,
  epoch,
  standing: 'pending',
  consent: { wording: '', mechanism: 'page', at: 0 },
  preferences: { pace: 'as-written' },
  letters: [],
  letterCount: 0,
  asked: [],
  enrolments: {},
})

/** More journeys at once than anybody follows; leaving has to fit into one transaction. */
export const enrolmentCap = 20

/** Whether emails of journeys may go to this person at all. */
export const isReachable = (learner: Learner): boolean =>
  learner.standing === 'active' && learner.undeliverable === undefined

/**
 * When an enrolment waits to be looked at, as the due index holds it.
 * @returns undefined while nothing is to happen by itself: paused, finished, left, unreachable.
 */
export function enrolmentDueAt(learner: Learner, enrolment: Enrolment): Instant | undefined {
  const runs = isReachable(learner) && enrolment.epoch === learner.epoch && !enrolment.pausedBy
  const over = enrolment.phase.is === 'completed' || enrolment.phase.is === 'left'
  return runs && !over ? enrolment.dueAt : undefined
}

/**
 * Where in a journey somebody is, for counting people: `reading.<module>`, `after.<module>` (done, waiting for the next),
 * `start`, `paused`, `completed` or `left`.
 */
export function placeOf(enrolment: Enrolment): string {
  const { phase, pausedBy } = enrolment
  if (phase.is === 'completed' || phase.is === 'left') return phase.is
  if (pausedBy) return 'paused'
  if (phase.is === 'reading') return `reading.${phase.moduleId}`
  const last = enrolment.emailed.at(-1)
  return last === undefined ? 'start' : `after.${last}`
}

/** When the sign-up side of a learner waits to be looked at: a letter to send, or a journey to start. */
export function learnerDueAt(learner: Learner): Instant | undefined {
  if (learner.standing === 'erased' || learner.undeliverable) return undefined
  const moments = learner.letters.map(letter => letter.dueAt)
  if (learner.joining && isReachable(learner)) moments.push(learner.joining.since)
  return moments.length > 0 ? Math.min(...moments) : undefined
}
