import type { Intent } from '../../shared/application/execute-command.ts'
import type { Command, CommandOf, EmailOutcome } from '../../shared/domain/commands.ts'
import { decide } from '../../shared/domain/decide.ts'
import type { Decision } from '../../shared/domain/decision.ts'
import type { DomainEvent } from '../../shared/domain/domain-event.ts'
import { commandWhenDue, dueAtOf } from '../../shared/domain/due.ts'
import { minute } from '../../shared/domain/duration.ts'
import { type Email, journeyOf } from '../../shared/domain/email.ts'
import type { Enrolment } from '../../shared/domain/enrolment.ts'
import { evolve } from '../../shared/domain/evolve.ts'
import type { Instant, JourneyId } from '../../shared/domain/ids.ts'
import type { Journey } from '../../shared/domain/journey.ts'
import { type Learner, newLearner } from '../../shared/domain/learner.ts'
import type { Preferences } from '../../shared/domain/preferences.ts'
import type { Sector } from '../../shared/domain/sectors.ts'
import { type Inputs, type Step, simulate } from '../../shared/domain/simulate.ts'
import { confirmation } from '../../tools/simulation/confirmation.ts'
import { aJourney, clockTime, on } from './small-journey.ts'

export const learnerId = 'a'.repeat(24)
/** The epoch of a person's first life, second life, and so on. */
export const epochOf = (life: number): string => String(life).padStart(8, '0')

/** What happened, without the rest. */
export const types = (events: readonly { type: string }[]): string[] => events.map(({ type }) => type)

/** Follows a command from a state: `given(learner, journey).when(command)`. */
export const given = (learner: Learner, ...journeys: Journey[]) => ({
  when: (command: Command): Decision =>
    decide(learner, command, Object.fromEntries(journeys.map(journey => [journey.id, journey]))),
})

/** What becomes of an email that was handed to SES; with `no-answer` the worker died before it could write it down. */
export type Fate = EmailOutcome | 'no-answer'

/**
 * One person and the engine, minute by minute: what is due is delivered at its moment, and the person does what the
 * test says in between. Nothing but the engine is real.
 */
export class Life {
  now: Instant
  learner: Learner
  journeys: Record<JourneyId, Journey>
  /** Everything that was established, in order. */
  readonly events: DomainEvent[] = []
  /** Emails that SES took, as `2026-11-23 09:00 module one`; account emails have only their kind. */
  readonly emails: string[] = []
  readonly claimed: Email[] = []
  /** Journeys that an operator holds back. */
  readonly held = new Set<JourneyId>()
  /** What SES does with an email. */
  fate: (email: Email) => Fate = () => ({ is: 'accepted' })
  /** What SES's events prove about an email of unknown outcome. */
  evidence: 'absent' | 'unknown' = 'unknown'
  #lives = 0

  constructor(start: string, ...journeys: Journey[]) {
    this.now = on(start)
    this.learner = newLearner(learnerId, epochOf(0))
    this.journeys = Object.fromEntries(journeys.map(journey => [journey.id, journey]))
  }

  /** The person in the one journey, or in the one named. */
  in(journeyId = Object.keys(this.journeys)[0] ?? ''): Enrolment {
    const enrolment = this.learner.enrolments[journeyId]
    if (!enrolment) throw new Error(`Nobody is in journey ${journeyId}.`)
    return enrolment
  }

  /** When something happens by itself next, on the clock. */
  get nextDue(): string | undefined {
    const due = this.#due()
    return due === undefined ? undefined : clockTime(due)
  }

  /** A new version of a journey becomes current. */
  publish(journey: Journey): void {
    const before = this.journeys[journey.id]
    this.journeys[journey.id] = { ...journey, version: (before?.version ?? 0) + 1 }
  }

  /** What the engine answers now, without any of it happening. */
  asks(intent: Intent): Decision {
    return decide(this.learner, { ...intent, at: this.now } as Command, this.journeys)
  }

  /** The person, or the world, does something, now or at a time to come. @returns what followed. */
  does(intent: Intent, at?: string): Decision {
    if (at) this.passesTo(at)
    const command = { ...intent, at: this.now } as Command
    const [step] = this.#simulated(this.now, { happenings: [{ at: this.now, happens: () => command }] })
    if (!step) throw new Error(`Nothing came of ${command.type}, not even an answer.`)
    this.takes(step)
    return step.decision
  }

  /** One step of what happens is taken. */
  protected takes({ at, decision, learner }: Step): void {
    this.now = at
    this.apply(decision.events)
    this.learner = learner
  }

  apply(events: readonly DomainEvent[]): void {
    this.learner = events.reduce(evolve, this.learner)
    this.events.push(...events)
  }

  signsUp(
    journeyId: JourneyId,
    change: { preferences?: Preferences; sector?: Sector; repeats?: number } = {},
  ): Decision {
    this.#lives += 1
    return this.does({
      type: 'RequestSignUp',
      lately: this.#toMailbox(),
      repeats: change.repeats,
      epoch: epochOf(this.#lives),
      journeyId,
      consent: { wording: '1', mechanism: 'page' },
      preferences: change.preferences ?? { pace: 'as-written' },
      ...(change.sector && { sector: change.sector }),
    })
  }

  /** When account emails that anybody can cause went, or are to go. */
  #toMailbox(): Instant[] {
    return this.events.flatMap(event =>
      event.type === 'AccountEmailRequested' && event.kind !== 'private-link'
        ? (event.dueAt ?? event.at)
        : [],
    )
  }

  /** Presses the button in the confirmation, and gets what is due at once. */
  confirms(): void {
    this.delivers()
    this.presses()
    this.delivers()
  }

  /** Presses the button in a confirmation: the newest, or the one of that number. */
  presses(request?: number): Decision {
    return this.does(confirmation(this.learner, request))
  }

  completes(moduleId: string, at?: string): Decision {
    if (at) this.passesTo(at)
    const journeyId =
      Object.keys(this.journeys).find(id => this.journeys[id]?.modules.some(one => one.id === moduleId)) ??
      this.in().journeyId
    const { epoch } = this.learner
    return this.does({ type: 'CompleteModule', journeyId, moduleId, epoch, via: 'page' })
  }

  prefers(preferences: Partial<Preferences>, at?: string): Decision {
    return this.does({ type: 'ChangePreferences', preferences: { pace: 'as-written', ...preferences } }, at)
  }

  pauses(at?: string): Decision {
    if (at) this.passesTo(at)
    return this.does({ type: 'PauseJourney', journeyId: this.in().journeyId })
  }

  resumes(at?: string): Decision {
    if (at) this.passesTo(at)
    return this.does({ type: 'ResumeJourney', journeyId: this.in().journeyId })
  }

  /** Time passes; whatever falls due is delivered at its moment. */
  passesTo(local: string): void {
    const end = on(local)
    this.#deliversUntil(end)
    this.now = Math.max(this.now, end)
  }

  /** Whatever is due by now is delivered. */
  delivers(): void {
    this.#deliversUntil(this.now)
  }

  #deliversUntil(end: Instant): void {
    const steps = this.#simulated(end, {
      whenDue: (learner, journeyId, at) =>
        this.#isHeld(journeyId)
          ? undefined
          : commandWhenDue(learner, journeyId, at, { worker: 'worker', holds: [] }),
      outcomeOf: ({ email }) => this.#outcomeOf(email),
      evidenceOf: () => this.evidence,
      // What is due and waits, such as for a worker that died, is looked at again a tick later.
      lookAgainAfter: minute,
    })
    for (const step of steps) {
      this.takes(step)
      const { command, decision } = step
      if (decision.email) this.claimed.push(decision.email)
      if (command?.type === 'SettleEmail') this.#noteArrival(command)
    }
  }

  #simulated(until: Instant, inputs: Inputs): Iterable<Step> {
    return simulate(this.learner, this.journeys, { from: this.now, until }, inputs)
  }

  #isHeld(journeyId: JourneyId | undefined): boolean {
    return journeyId !== undefined && this.held.has(journeyId)
  }

  #outcomeOf(email: Email): EmailOutcome | undefined {
    const fate = this.fate(email)
    return fate === 'no-answer' ? undefined : fate
  }

  settles(email: Email, outcome: EmailOutcome): Decision {
    const command = { type: 'SettleEmail' as const, emailId: email.id, journeyId: journeyOf(email), outcome }
    this.#noteArrival({ ...command, at: this.now })
    return this.does(command)
  }

  #noteArrival({ emailId, outcome }: CommandOf<'SettleEmail'>): void {
    const email = this.claimed.find(({ id }) => id === emailId)
    if (outcome.is !== 'accepted' || !email) return
    const module = 'moduleId' in email ? [email.moduleId] : []
    this.emails.push([clockTime(this.now), email.kind, ...module].join(' '))
  }

  #due(): Instant | undefined {
    const waiting = [undefined, ...Object.keys(this.learner.enrolments)].filter(one => !this.#isHeld(one))
    const moments = waiting.map(one => dueAtOf(this.learner, one)).filter(moment => moment !== undefined)
    return moments.length > 0 ? Math.min(...moments) : undefined
  }
}

/** Somebody who signed up on Monday the 23rd of November 2026 at 9, confirmed at once and holds the first module. */
export function aReader(
  journey: Journey = aJourney(),
  change: { preferences?: Preferences; sector?: Sector; start?: string } = {},
): Life {
  const life = new Life(change.start ?? '2026-11-23 09:00', journey)
  life.signsUp(journey.id, change)
  life.confirms()
  return life
}
