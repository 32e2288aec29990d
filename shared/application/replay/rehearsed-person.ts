import type { LearnerEvent } from '../../adapters/event-bus.ts'
import { isPublished } from '../../contracts/bus.ts'
import { type EventRule, rulesFor } from '../../contracts/reactions.ts'
import type { Command } from '../../domain/commands.ts'
import { decide } from '../../domain/decide.ts'
import type { Decision, Journeys } from '../../domain/decision.ts'
import { type DomainEvent, isOfDelivery } from '../../domain/domain-event.ts'
import { commandWhenDue } from '../../domain/due.ts'
import { isDueNow } from '../../domain/due-now.ts'
import { type Email, journeyOf } from '../../domain/email.ts'
import { evolve } from '../../domain/evolve.ts'
import { type Hold, isHeld } from '../../domain/hold.ts'
import type { Instant, JourneyId } from '../../domain/ids.ts'
import { type Claim, claimOf, type Learner } from '../../domain/learner.ts'
import type { DueRef } from '../../store/due.ts'
import { dueBecauseOf } from '../delivery/due-now.ts'
import { journeyOfWords } from '../delivery/group.ts'

/** What a replay is rehearsed against: the moment, and what is so at it. */
export interface ReplaySetting {
  at: Instant
  /** The current version of every published journey. */
  journeys: Journeys
  holds: readonly Hold[]
  /** Whether silence about an email of unknown outcome proves by now that SES never had it. */
  isAbsent: (claim: Claim) => Promise<boolean>
}

/** Only the parts of an event that reactions look at. */
function publishedOf(event: DomainEvent, learner: Learner): LearnerEvent | undefined {
  if (!isPublished(event.type)) return undefined
  const journeyId = 'journeyId' in event ? event.journeyId : undefined
  const { id: learnerId, epoch } = learner
  const at = new Date(event.at).toISOString()
  return {
    type: event.type,
    detail: { version: 1, id: '', at, learnerId, epoch, journeyId, dueNow: isDueNow(event) },
  }
}

/**
 * Somebody on whom reactions are tried out: the engine decides as it would, SES takes every email at once, and nothing
 * is stored. What follows from what follows is tried out too.
 */
export class RehearsedPerson {
  learner: Learner
  /** What would be written into their histories. */
  readonly established: DomainEvent[] = []
  readonly emails: Email[] = []
  readonly #setting: ReplaySetting

  constructor(setting: ReplaySetting, learner: Learner) {
    this.#setting = setting
    this.learner = learner
  }

  /** Lets these rules react to an event. @returns whether that would change anything. */
  async publish(event: LearnerEvent, rules: readonly EventRule[]): Promise<boolean> {
    const before = this.established.length + this.emails.length
    const { journeyId, epoch } = event.detail
    if (rules.includes('start-journey') && journeyId && !isHeld(this.#setting.holds, 'planning'))
      await this.#ask({ type: 'StartJourney', at: this.#setting.at, journeyId, epoch })
    if (rules.includes('deliver-due')) await this.#deliver(dueBecauseOf(event, this.#setting.at))
    return this.established.length + this.emails.length > before
  }

  async #ask(command: Command): Promise<Decision> {
    const decision = decide(this.learner, command, this.#setting.journeys)
    await this.#happens(decision.events)
    return decision
  }

  async #happens(events: readonly DomainEvent[]): Promise<void> {
    this.learner = events.reduce(evolve, this.learner)
    const established = events.filter(event => !isOfDelivery(event))
    this.established.push(...established)
    for (const event of established) {
      const published = publishedOf(event, this.learner)
      if (published) await this.publish(published, rulesFor(published.type, published.detail))
    }
  }

  #isHeld({ journeyId }: DueRef): boolean {
    const { holds, journeys } = this.#setting
    const place = journeyId === undefined ? 'delivery' : journeys[journeyId]
    return !place || isHeld(holds, place)
  }

  async #deliver(ref: DueRef): Promise<void> {
    const { at, holds } = this.#setting
    if (this.#isHeld(ref)) return
    const { email, outcome } = await this.#ask(
      commandWhenDue(this.learner, ref.journeyId, at, { worker: 'rehearsal', holds }),
    )
    if (email) await this.#send(email)
    if (outcome === 'needs-evidence') await this.#findOut(ref.journeyId)
  }

  async #send(email: Email): Promise<void> {
    const { at, journeys } = this.#setting
    const of = journeyOfWords(email, this.learner)
    const hasWords = of === undefined ? Object.keys(journeys).length > 0 : journeys[of] !== undefined
    if (hasWords) this.emails.push(email)
    const outcome = hasWords
      ? { is: 'accepted' as const }
      : { is: 'turned-back' as const, reason: 'not-published' }
    await this.#ask({ type: 'SettleEmail', at, emailId: email.id, journeyId: journeyOf(email), outcome })
  }

  async #findOut(journeyId: JourneyId | undefined): Promise<void> {
    const claim = claimOf(this.learner, journeyId)
    if (!claim) return
    const is = (await this.#setting.isAbsent(claim)) ? ('absent' as const) : ('unknown' as const)
    const { at } = this.#setting
    await this.#ask({ type: 'SettleEmail', at, emailId: claim.email.id, journeyId, outcome: { is } })
  }
}
