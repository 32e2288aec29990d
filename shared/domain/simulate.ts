import type { Command, EmailOutcome } from './commands.ts'
import { decide } from './decide.ts'
import type { Decision, Journeys } from './decision.ts'
import type { DomainEvent } from './domain-event.ts'
import { dueAtOf } from './due.ts'
import { journeyOf } from './email.ts'
import { evolve } from './evolve.ts'
import type { Instant, JourneyId } from './ids.ts'
import { claimOf, type Learner } from './learner.ts'
import type { Claim } from './outbox.ts'

/** Something that happens in a simulation, given the learner at that moment: a command, or known events. */
export type Happening = (learner: Learner) => Command | readonly DomainEvent[] | undefined

/** Something that happens at a given time. */
export interface Scheduled {
  at: Instant
  happens: Happening
}

/** The inputs in which simulations differ. */
export interface Inputs {
  /** External happenings, oldest first. What falls due up to that moment happens before each. */
  happenings?: readonly Scheduled[]
  /**
   * The command for a learner who is due, in a journey or, without one, for an account email. Undefined if that is
   * held back; then it waits until something else has happened. If absent, nothing falls due.
   */
  whenDue?: (learner: Learner, journeyId: JourneyId | undefined, at: Instant) => Command | undefined
  /** The outcome of a claimed email; undefined if it is left open. */
  outcomeOf?: (claim: Claim, learner: Learner) => EmailOutcome | undefined
  /** What is known by now of an email with an unknown outcome; undefined if nobody looks. */
  evidenceOf?: (claim: Claim) => 'absent' | 'unknown' | undefined
  /** What an event causes at once. */
  reactionsTo?: (event: DomainEvent, learner: Learner) => readonly Happening[]
  /** When to look again if a due command had no effect, in milliseconds. If absent, once something else has happened. */
  lookAgainAfter?: number
}

/** One thing that happened in a simulation. */
export interface Step {
  at: Instant
  /** The command; absent for known events. */
  command?: Command
  decision: Decision
  /** The learner after the step. */
  learner: Learner
}

/** Upper bound of steps at one moment. More would mean an endless loop. */
const maxStepsAtOnce = 1000

const isKnown = (what: Command | readonly DomainEvent[]): what is readonly DomainEvent[] =>
  Array.isArray(what)

class Simulation {
  #learner: Learner
  #now: Instant
  #stepsAtOnce = 0
  readonly #journeys: Journeys
  readonly #inputs: Inputs
  /** Where a due command had no effect, and when it is tried again. */
  readonly #waiting = new Map<JourneyId | undefined, Instant>()

  constructor(learner: Learner, journeys: Journeys, from: Instant, inputs: Inputs) {
    this.#learner = learner
    this.#journeys = journeys
    this.#now = from
    this.#inputs = inputs
  }

  *run(until: Instant): Generator<Step> {
    for (const { at, happens } of this.#inputs.happenings ?? []) {
      yield* this.#passTo(Math.min(at, until))
      this.#goOnTo(at)
      this.#waiting.clear()
      yield* this.#happens(happens)
    }
    yield* this.#passTo(until)
  }

  #goOnTo(at: Instant): void {
    if (at > this.#now) this.#stepsAtOnce = 0
    this.#now = Math.max(this.#now, at)
  }

  /** Everything that falls due until then, each at its moment, earliest first. */
  *#passTo(end: Instant): Generator<Step> {
    for (let due = this.#nextDue(end); due; due = this.#nextDue(end)) {
      const { journeyId } = due
      const at = Math.max(this.#now, due.at)
      const command = this.#inputs.whenDue?.(this.#learner, journeyId, at)
      if (command) this.#goOnTo(at)
      const followed = command !== undefined && (yield* this.#ask(command))
      if (followed) this.#waiting.clear()
      else this.#waiting.set(journeyId, this.#nextLook(command !== undefined))
    }
  }

  #nextLook(wasAsked: boolean): Instant {
    const { lookAgainAfter = Number.POSITIVE_INFINITY } = this.#inputs
    return wasAsked ? this.#now + lookAgainAfter : Number.POSITIVE_INFINITY
  }

  #nextDue(end: Instant): { at: Instant; journeyId: JourneyId | undefined } | undefined {
    if (!this.#inputs.whenDue) return undefined
    const all = [undefined, ...Object.keys(this.#learner.enrolments)].flatMap(journeyId => {
      const dueAt = dueAtOf(this.#learner, journeyId)
      return dueAt === undefined
        ? []
        : [{ at: Math.max(dueAt, this.#waiting.get(journeyId) ?? dueAt), journeyId }]
    })
    const inTime = all.filter(({ at }) => at <= end && at < Number.POSITIVE_INFINITY)
    return inTime.sort((a, b) => a.at - b.at)[0]
  }

  *#happens(happens: Happening): Generator<Step> {
    const what = happens(this.#learner)
    if (!what) return
    if (isKnown(what)) yield* this.#becomes({ outcome: 'done', events: what })
    else yield* this.#ask(what)
  }

  /** @returns whether the command had any events */
  *#ask(command: Command): Generator<Step, boolean> {
    const decision = decide(this.#learner, command, this.#journeys)
    yield* this.#becomes(decision, command)
    const settlement = this.#settlementAfter(decision, command)
    if (settlement) yield* this.#ask(settlement)
    return decision.events.length > 0 || settlement !== undefined
  }

  *#becomes(decision: Decision, command?: Command): Generator<Step> {
    this.#stepsAtOnce += 1
    if (this.#stepsAtOnce > maxStepsAtOnce) throw new Error(this.#endless())
    this.#learner = decision.events.reduce(evolve, this.#learner)
    yield { at: this.#now, ...(command && { command }), decision, learner: this.#learner }
    for (const event of decision.events)
      for (const reaction of this.#inputs.reactionsTo?.(event, this.#learner) ?? [])
        yield* this.#happens(reaction)
  }

  #settlementAfter({ outcome, email }: Decision, command: Command): Command | undefined {
    if (!email && outcome !== 'needs-evidence') return undefined
    const journeyId = email ? journeyOf(email) : 'journeyId' in command ? command.journeyId : undefined
    const claim = claimOf(this.#learner, journeyId)
    if (!claim) return undefined
    const known = email ? this.#inputs.outcomeOf?.(claim, this.#learner) : this.#evidenceOf(claim)
    if (!known) return undefined
    return { type: 'SettleEmail', at: this.#now, emailId: claim.email.id, journeyId, outcome: known }
  }

  #evidenceOf(claim: Claim): EmailOutcome | undefined {
    const is = this.#inputs.evidenceOf?.(claim)
    return is && { is }
  }

  #endless(): string {
    const at = new Date(this.#now).toISOString()
    return `More than ${maxStepsAtOnce} things happen to learner ${this.#learner.id} at ${at}, and nothing would end it. This is a bug in what the engine decides there.`
  }
}

/**
 * Simulates a person's future step by step with the engine itself: scheduled happenings, what falls due in between,
 * the outcomes of emails, and what follows. Nothing is stored; each step is computed when it is asked for.
 * @throws if more than 1,000 steps follow at one moment.
 */
export const simulate = (
  learner: Learner,
  journeys: Journeys,
  { from, until }: { from: Instant; until: Instant },
  inputs: Inputs,
): Generator<Step> => new Simulation(learner, journeys, from, inputs).run(until)
