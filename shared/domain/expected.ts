import type { Journeys } from './decision.ts'
import type { DomainEvent, EventOf } from './domain-event.ts'
import { enrolmentDueAt } from './due.ts'
import { isOfGroup, isOfJourney, type JourneyEmail } from './email.ts'
import { awaitsModule, type Enrolment, isAskedFor, isAtRest, moduleAgain } from './enrolment.ts'
import type { LetterWait } from './events/circles.ts'
import type { DeferReason } from './events/delivery.ts'
import type { Instant, JourneyId, ModuleId } from './ids.ts'
import type { Journey, Wait } from './journey.ts'
import { isReachable, type Learner } from './learner.ts'
import { type Weekday, weekdays } from './preferences.ts'
import { findModule, nextModule } from './progress.ts'
import {
  addSilence,
  addWait,
  isAtOnce,
  isDelayedByBreak,
  isOnBreak,
  nextPreferredTime,
  waitAt,
} from './schedule.ts'
import { simulate } from './simulate.ts'

/** Why an email comes when it does and not sooner. */
export type Why =
  | { is: Exclude<DeferReason | LetterWait, 'nothing-to-send'> | 'asked' | 'sent-again' }
  /**
   * `wait`: the wait since the previous module or, for a reminder, without a press; doubled at the slower pace.
   * Absent if none is left.
   */
  | { is: 'planned'; wait?: Wait }

/** A deferral of a journey's email. */
export type Deferral = Pick<EventOf<'EmailDeferred'> | EventOf<'CircleLetterDeferred'>, 'type' | 'reason'>

/** The email that comes next in a journey, and when. */
export interface ExpectedEmail {
  email: JourneyEmail
  /** If not in the future, the email is in flight or about to go out. */
  at: Instant
  why: Why
}

/** The module that comes next in a journey, and when. */
export interface ExpectedModule extends Omit<ExpectedEmail, 'email'> {
  moduleId: ModuleId
  /** The learner had the module before and came back after a pause. */
  isAgain: boolean
}

/** Upper bound of simulated steps: more than any chain of deferrals has, including emails of other journeys. */
const maxSteps = 200

/**
 * The next module that would be sent in a journey without further presses, and why then. Like `expectedEmail`, but
 * skips letters about circles.
 * @param lately the last deferral, if nothing has changed since.
 * @returns undefined if no module comes by itself: one is unfinished, or the journey is paused or over.
 */
export function expectedModule(
  learner: Learner,
  enrolment: Enrolment,
  journeys: Journeys,
  now: Instant,
  lately?: Deferral,
): ExpectedModule | undefined {
  const { claim } = enrolment
  const journey = journeys[enrolment.journeyId]
  if (!journey || !awaitsModule(enrolment) || isAtRest(enrolment) || !isReachable(learner)) return undefined
  const comes =
    claim?.email.kind === 'module'
      ? {
          email: claim.email,
          at: claim.at,
          why: new Reasons(learner, enrolment, journey, now, lately).module,
        }
      : firstEmail(learner, enrolment, journeys, now, lately, email => !isOfGroup(email))
  if (comes?.email.kind !== 'module') return undefined
  const { email, at, why } = comes
  return { moduleId: email.moduleId, isAgain: moduleAgain(enrolment) !== undefined, at, why }
}

/**
 * The next email of any kind that would be sent in a journey without further presses, and why then. Emails of other
 * journeys count, because of the limit of one a day. Nothing is stored.
 * @param lately the last deferral, if nothing has changed since.
 * @returns undefined if no email comes by itself.
 */
export const expectedEmail = (
  learner: Learner,
  enrolment: Enrolment,
  journeys: Journeys,
  now: Instant,
  lately?: Deferral,
): ExpectedEmail | undefined => firstEmail(learner, enrolment, journeys, now, lately, () => true)

/** The sending days of a journey, unless they are all days or the learner chose their own. */
export const sendingDays = (
  { days }: Journey,
  { preferences }: Pick<Learner, 'preferences'>,
): readonly Weekday[] | undefined => (preferences.days || days.length === weekdays.length ? undefined : days)

/** Simulates until the first email that `isWanted` accepts, or until nothing more comes in this journey. */
function firstEmail(
  learner: Learner,
  enrolment: Enrolment,
  journeys: Journeys,
  now: Instant,
  lately: Deferral | undefined,
  isWanted: (email: JourneyEmail) => boolean,
): ExpectedEmail | undefined {
  const { journeyId } = enrolment
  const journey = journeys[journeyId]
  if (!journey) return undefined
  const reasons = new Reasons(learner, enrolment, journey, now, lately)
  const steps = simulate(
    learner,
    journeys,
    { from: now, until: Number.POSITIVE_INFINITY },
    {
      whenDue: (_, due, at) =>
        due === undefined ? undefined : { type: 'DeliverDue', at, journeyId: due, by: 'forecast' },
      outcomeOf: () => ({ is: 'accepted' }),
    },
  )
  for (const { at, decision, learner: after } of steps.take(maxSteps)) {
    const { email } = decision
    if (email && isOfJourney(email) && email.journeyId === journeyId && isWanted(email))
      return { email, at, why: reasons.of(email) }
    for (const event of decision.events) reasons.take(event)
    if (isOver(after, journeyId)) return undefined
  }
  return undefined
}

/** Whether nothing more of a journey comes by itself. */
function isOver(learner: Learner, journeyId: JourneyId): boolean {
  const enrolment = learner.enrolments[journeyId]
  return enrolment === undefined || enrolmentDueAt(learner, enrolment) === undefined
}

/** Tracks why a journey's emails come when they do: by plan, then by deferrals. */
class Reasons {
  readonly #enrolment: Enrolment
  #planned: Why
  #letter: Why

  constructor(learner: Learner, enrolment: Enrolment, journey: Journey, now: Instant, lately?: Deferral) {
    this.#enrolment = enrolment
    this.#planned = whyPlanned(learner, enrolment, journey, now)
    this.#letter = { is: isOnBreak(now, journey, learner.preferences) ? 'on-a-break' : 'planned' }
    if (lately) this.#note(lately)
  }

  /** Why the next module comes at that time. */
  get module(): Why {
    return this.#planned
  }

  of(email: JourneyEmail): Why {
    if (isOfGroup(email)) return this.#letter
    const { resend } = this.#enrolment
    const isResent = email.kind === 'module' && email.moduleId === resend?.moduleId
    return isResent ? { is: 'sent-again' } : this.#planned
  }

  /** Takes an event of the simulation into account. */
  take(event: DomainEvent): void {
    const isOfDeferral = event.type === 'EmailDeferred' || event.type === 'CircleLetterDeferred'
    if (isOfDeferral && event.journeyId === this.#enrolment.journeyId) this.#note(event)
  }

  #note({ type, reason }: Deferral): void {
    if (reason === 'nothing-to-send') return
    if (type === 'EmailDeferred') this.#planned = { is: reason }
    else this.#letter = { is: reason }
  }
}

/** The wait that runs in a journey: its start and its length. */
interface Counted {
  since: Instant
  wait?: Wait | undefined
}

function countedFor(learner: Learner, enrolment: Enrolment, journey: Journey, now: Instant): Counted {
  const { phase } = enrolment
  if (phase.is === 'waiting')
    return { since: phase.since, wait: nextModule(journey, learner, enrolment)?.after }
  if (phase.is !== 'reading') return { since: now }
  if (phase.again) return { since: phase.since }
  const module = findModule(journey, phase.moduleId)
  return { since: phase.since, wait: module?.remind[phase.reminders] ?? module?.pauseAfter }
}

/** Why an email is planned for its time. */
function whyPlanned(learner: Learner, enrolment: Enrolment, journey: Journey, now: Instant): Why {
  const { preferences } = learner
  if (isAskedFor(enrolment)) return { is: isOnBreak(now, journey, preferences) ? 'on-a-break' : 'asked' }
  const { since, wait } = countedFor(learner, enrolment, journey, now)
  const waited = wait ? addWait(since, wait, journey, preferences) : since
  const isReminder = enrolment.phase.is === 'reading' && wait !== undefined
  const earliest = isReminder ? addSilence(since, wait, journey, preferences) : waited
  if (earliest > waited || isDelayedByBreak(earliest, journey, preferences)) return { is: 'on-a-break' }
  const isByWait =
    wait && !isAtOnce(wait) && nextPreferredTime(earliest, journey, preferences) === enrolment.dueAt
  return isByWait ? { is: 'planned', wait: waitAt(wait, preferences) } : { is: 'planned' }
}
