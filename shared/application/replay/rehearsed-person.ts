import type { OutgoingFact } from '../../adapters/fact-bus.ts'
import { isPublished } from '../../contracts/bus.ts'
import { type FactRule, rulesFor } from '../../contracts/reactions.ts'
import type { Command } from '../../domain/commands.ts'
import { decide } from '../../domain/decide.ts'
import type { Decision, Journeys } from '../../domain/decision.ts'
import { commandWhenDue } from '../../domain/due.ts'
import { isDueNow } from '../../domain/due-now.ts'
import { type Email, journeyOf } from '../../domain/email.ts'
import { evolve } from '../../domain/evolve.ts'
import { type Fact, isOfDelivery } from '../../domain/facts.ts'
import { type Hold, isHeld } from '../../domain/hold.ts'
import type { Instant, JourneyId } from '../../domain/ids.ts'
import { type Claim, claimOf, type Learner } from '../../domain/learner.ts'
import type { DueRef } from '../../store/due.ts'
import { dueBecauseOf } from '../delivery/due-now.ts'
import { journeyOfWords } from '../delivery/group.ts'

/** What a replay is rehearsed against: the moment, and what is so at it. */
export interface Stage {
  at: Instant
  /** The current version of every published journey. */
  journeys: Journeys
  holds: readonly Hold[]
  /** Whether silence about an email of unknown outcome proves by now that SES never had it. */
  isAbsent: (claim: Claim) => Promise<boolean>
}

/** Only the parts of a fact that reactions look at. */
function toldOf(fact: Fact, learner: Learner): OutgoingFact | undefined {
  if (!isPublished(fact.type)) return undefined
  const journeyId = 'journeyId' in fact ? fact.journeyId : undefined
  const { id: learnerId, epoch } = learner
  const at = new Date(fact.at).toISOString()
  return {
    type: fact.type,
    detail: { version: 1, id: '', at, learnerId, epoch, journeyId, dueNow: isDueNow(fact) },
  }
}

/**
 * Somebody on whom reactions are tried out: the engine decides as it would, SES takes every email at once, and nothing
 * is stored. What follows from what follows is tried out too.
 */
export class RehearsedPerson {
  learner: Learner
  /** What would be written into their histories. */
  readonly established: Fact[] = []
  readonly emails: Email[] = []
  readonly #stage: Stage

  constructor(stage: Stage, learner: Learner) {
    this.#stage = stage
    this.learner = learner
  }

  /** Lets these rules react to a fact. @returns whether that would change anything. */
  async tell(fact: OutgoingFact, rules: readonly FactRule[]): Promise<boolean> {
    const before = this.established.length + this.emails.length
    const { journeyId, epoch } = fact.detail
    if (rules.includes('start-journey') && journeyId && !isHeld(this.#stage.holds, 'planning'))
      await this.#ask({ type: 'StartJourney', at: this.#stage.at, journeyId, epoch })
    if (rules.includes('deliver-due')) await this.#deliver(dueBecauseOf(fact, this.#stage.at))
    return this.established.length + this.emails.length > before
  }

  async #ask(command: Command): Promise<Decision> {
    const decision = decide(this.learner, command, this.#stage.journeys)
    await this.#happens(decision.facts)
    return decision
  }

  async #happens(facts: readonly Fact[]): Promise<void> {
    this.learner = facts.reduce(evolve, this.learner)
    const established = facts.filter(fact => !isOfDelivery(fact))
    this.established.push(...established)
    for (const fact of established) {
      const told = toldOf(fact, this.learner)
      if (told) await this.tell(told, rulesFor(told.type, told.detail))
    }
  }

  #isHeld({ journeyId }: DueRef): boolean {
    const { holds, journeys } = this.#stage
    const place = journeyId === undefined ? 'delivery' : journeys[journeyId]
    return !place || isHeld(holds, place)
  }

  async #deliver(ref: DueRef): Promise<void> {
    const { at, holds } = this.#stage
    if (this.#isHeld(ref)) return
    const { email, outcome } = await this.#ask(
      commandWhenDue(this.learner, ref.journeyId, at, { worker: 'rehearsal', holds }),
    )
    if (email) await this.#send(email)
    if (outcome === 'needs-evidence') await this.#findOut(ref.journeyId)
  }

  async #send(email: Email): Promise<void> {
    const { at, journeys } = this.#stage
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
    const is = (await this.#stage.isAbsent(claim)) ? ('absent' as const) : ('unknown' as const)
    const { at } = this.#stage
    await this.#ask({ type: 'SettleEmail', at, emailId: claim.email.id, journeyId, outcome: { is } })
  }
}
