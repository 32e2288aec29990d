import type { LearnerEvent } from '../../adapters/event-bus.ts'
import { detailOf } from '../../contracts/bus.ts'
import { type EventRule, rulesFor } from '../../contracts/reactions.ts'
import type { Journeys } from '../../domain/decision.ts'
import { type DomainEvent, isOnBus, isStateOnly } from '../../domain/domain-event.ts'
import { commandWhenDue } from '../../domain/due.ts'
import type { Email } from '../../domain/email.ts'
import { type Hold, isHeld } from '../../domain/hold.ts'
import type { Instant } from '../../domain/ids.ts'
import { journeyOfWords, type Learner } from '../../domain/learner.ts'
import type { Claim } from '../../domain/outbox.ts'
import { type Happening, type Inputs, type Step, simulate } from '../../domain/simulate.ts'
import type { DueRef } from '../../store/due.ts'
import { dueByEvent } from '../delivery/due-now.ts'

/** What a replay is rehearsed against: a moment, and the state of the system then. */
export interface ReplaySetting {
  at: Instant
  /** The current version of every published journey. */
  journeys: Journeys
  holds: readonly Hold[]
  /** Whether silence about an email with an unknown outcome proves by now that SES never had it. */
  isAbsent: (claim: Claim) => Promise<boolean>
}

/** An event as the bus carries it. No reaction uses its id. */
function publishedOf(event: DomainEvent, learner: Learner): LearnerEvent | undefined {
  if (!isOnBus(event)) return undefined
  const { id: learnerId, epoch } = learner
  return { type: event.type, detail: detailOf(event, { id: 'rehearsed', learnerId, epoch }) }
}

/** Whether a published version has a template for an email. */
function hasWords({ journeys }: ReplaySetting, email: Email, learner: Learner): boolean {
  const of = journeyOfWords(email, learner)
  return of === undefined ? Object.keys(journeys).length > 0 : journeys[of] !== undefined
}

function isHeldBack({ holds, journeys }: ReplaySetting, { journeyId }: DueRef): boolean {
  const place = journeyId === undefined ? 'delivery' : journeys[journeyId]
  return !place || isHeld(holds, place)
}

/** What these rules cause because of an event. */
function reactions(setting: ReplaySetting, event: LearnerEvent, rules: readonly EventRule[]): Happening[] {
  const { at, holds } = setting
  const { journeyId, epoch } = event.detail
  const starts = rules.includes('start-journey') && !isHeld(holds, 'planning')
  const due = dueByEvent(event, at)
  const delivers = rules.includes('deliver-due') && !isHeldBack(setting, due)
  const turn = { worker: 'rehearsal', holds }
  const happenings: Happening[] = []
  if (starts && journeyId) happenings.push(() => ({ type: 'StartJourney', at, journeyId, epoch }))
  if (delivers) happenings.push(learner => commandWhenDue(learner, due.journeyId, at, turn))
  return happenings
}

function reactionsTo(setting: ReplaySetting, event: DomainEvent, learner: Learner): Happening[] {
  const published = publishedOf(event, learner)
  return published ? reactions(setting, published, rulesFor(published.type, published.detail)) : []
}

/** Whether it is time to look for evidence about an email with an unknown outcome. */
const isLookedAfter = ({ unknownSince, lookAt = 0 }: Claim, at: Instant): boolean =>
  unknownSince !== undefined && lookAt <= at

/** The ids of this person's emails that were provably never sent. */
async function absentEmails({ at, isAbsent }: ReplaySetting, learner: Learner): Promise<Set<string>> {
  const claims = [learner.claim, ...Object.values(learner.enrolments).map(({ claim }) => claim)]
  const absent = new Set<string>()
  for (const claim of claims)
    if (claim && isLookedAfter(claim, at) && (await isAbsent(claim))) absent.add(claim.email.id)
  return absent
}

/**
 * A person on whom reactions are rehearsed: SES accepts every email at once, and nothing is stored. Reactions to
 * resulting events are rehearsed too; nothing else falls due.
 */
export class RehearsedPerson {
  learner: Learner
  /** The events that would be stored. */
  readonly established: DomainEvent[] = []
  readonly emails: Email[] = []
  readonly #setting: ReplaySetting
  readonly #inputs: Inputs

  private constructor(setting: ReplaySetting, learner: Learner, absent: ReadonlySet<string>) {
    this.#setting = setting
    this.learner = learner
    this.#inputs = {
      reactionsTo: (event, person) => reactionsTo(setting, event, person),
      outcomeOf: ({ email }, person) =>
        hasWords(setting, email, person)
          ? { is: 'accepted' }
          : { is: 'turned-back', reason: 'not-published' },
      evidenceOf: ({ email }) => (absent.has(email.id) ? 'absent' : 'unknown'),
    }
  }

  static async of(setting: ReplaySetting, learner: Learner): Promise<RehearsedPerson> {
    return new RehearsedPerson(setting, learner, await absentEmails(setting, learner))
  }

  /**
   * Lets rules react to an event.
   * @returns whether that would change anything.
   */
  publish(event: LearnerEvent, rules: readonly EventRule[]): boolean {
    const { at, journeys } = this.#setting
    const before = this.established.length + this.emails.length
    const happenings = reactions(this.#setting, event, rules).map(happens => ({ at, happens }))
    const steps = simulate(this.learner, journeys, { from: at, until: at }, { ...this.#inputs, happenings })
    for (const step of steps) this.#note(step)
    return this.established.length + this.emails.length > before
  }

  #note({ decision: { events, email }, learner }: Step): void {
    this.learner = learner
    this.established.push(...events.filter(event => !isStateOnly(event)))
    if (email && hasWords(this.#setting, email, learner)) this.emails.push(email)
  }
}
