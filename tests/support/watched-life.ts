import { expect } from 'vitest'
import type { Intent } from '../../shared/application/execute-command.ts'
import { isLetter } from '../../shared/domain/circles/letter.ts'
import type { Command } from '../../shared/domain/commands.ts'
import { decide } from '../../shared/domain/decide.ts'
import type { Decision } from '../../shared/domain/decision.ts'
import { DomainEvent } from '../../shared/domain/domain-event.ts'
import { enrolmentDueAt, learnerDueAt, oldAddressDueAt, signUpDueAt } from '../../shared/domain/due.ts'
import { hour } from '../../shared/domain/duration.ts'
import {
  type AccountEmail,
  type CircleEmail,
  type Email,
  isOfGroup,
  isOfJourney,
  type JourneyEmail,
  journeyOf,
} from '../../shared/domain/email.ts'
import {
  currentModule,
  type Enrolment,
  isAtRest,
  isOver,
  moduleAgain,
} from '../../shared/domain/enrolment.ts'
import type { Instant } from '../../shared/domain/ids.ts'
import { isReachable } from '../../shared/domain/learner.ts'
import { earliest } from '../../shared/domain/outbox.ts'
import { calendarDay } from '../../shared/domain/schedule.ts'
import type { Step } from '../../shared/domain/simulate.ts'
import { epochOf, type Fate, Life } from './life.ts'
import { clockTime } from './small-journey.ts'
import { type Happening, thisLife } from './wishes.ts'

/** A claim of a module's email or a reminder, as long as it may have gone out. */
type Claimed = { at: Instant; email: JourneyEmail; life: string; resent: boolean; comesAgain?: true }

const moduleOf = (email: JourneyEmail) => (isOfGroup(email) ? undefined : email.moduleId)

/** A life in which every step is held against the promises. */
export class WatchedLife extends Life {
  /** Everything that was asked of the engine. */
  readonly commands: Command[] = []
  #mayHaveGoneOut: Claimed[] = []
  readonly #ids = new Set<string>()
  /** The journeys that began, each as often as it did. */
  readonly #stays: string[] = []
  readonly #atOnce = new Set<Instant>()
  #lives = 0
  #before = epochOf(0)

  /** Whether this due time is that of something that comes at once when somebody presses a button. */
  isAtOnce = (due: Instant): boolean => this.#atOnce.has(due)

  override does(intent: Intent, at?: string): Decision {
    freeze(this.learner)
    return super.does(intent, at)
  }

  protected override takes(step: Step): void {
    const before = this.learner
    if (step.command) this.commands.push(step.command)
    if (step.decision.events.length === 0) expect(step.learner).toBe(before)
    freeze(step.learner)
    this.#doesNothingAgain(step)
    super.takes(step)
  }

  /** The bus tells everything twice, and a replay tells it years later. */
  #doesNothingAgain({ command, learner }: Step): void {
    if (command?.type === 'DeliverDue' || command?.type === 'StartJourney')
      expect(decide(learner, command, this.journeys).events).toEqual([])
  }

  override apply(events: readonly DomainEvent[]): void {
    for (const event of events) {
      expect(DomainEvent.parse(event)).toEqual(event)
      this.#check(event)
      const { epoch } = this.learner
      super.apply([event])
      if (epoch !== this.learner.epoch) this.#before = epoch
      this.#note(event)
    }
    this.#holds()
  }

  happens(happening: Happening): void {
    switch (happening.is) {
      case 'intent':
        this.does(this.#inLife(happening.intent))
        return
      case 'done':
        this.#completesCurrent(happening.journeyId)
        return
      case 'back':
        this.#comesBack(happening.journeyId)
        return
      case 'joins':
        if (this.learner.status === 'active') this.#signsUpAnew(happening.journeyId)
        return
      case 'time':
        this.#lets(happening.hours, happening.fate, happening.evidence)
        return
      case 'word': {
        const email = this.claimed[happening.which % Math.max(1, this.claimed.length)]
        if (email) this.#word(email, happening.outcome)
        return
      }
      case 'edition':
        this.publish(happening.journey)
        return
      case 'hold':
        this.held.add(happening.journeyId)
        return
      case 'release':
        this.held.clear()
    }
  }

  #completesCurrent(journeyId: string): void {
    const enrolment = this.learner.enrolments[journeyId]
    const moduleId = enrolment && currentModule(enrolment)
    const { epoch } = this.learner
    if (moduleId) this.does({ type: 'CompleteModule', journeyId, moduleId, epoch, via: 'page' })
  }

  #comesBack(journeyId: string): void {
    this.does({ type: 'LiftSuppression' })
    if (this.learner.status !== 'left') return
    this.#signsUpAnew(journeyId)
    this.does({ type: 'StartJourney', epoch: this.learner.epoch, journeyId })
  }

  #signsUpAnew(journeyId: string): void {
    const consent = { wording: '1', mechanism: 'page' as const }
    const request = {
      type: 'RequestSignUp' as const,
      lately: [],
      journeyId,
      consent,
      preferences: this.learner.preferences,
    }
    this.does(this.#inLife({ ...request, epoch: thisLife }))
    this.presses()
  }

  /** A sign-up may begin a new life; all else is of the present one, or of the one before. */
  #inLife(intent: Intent): Intent {
    if (!('epoch' in intent)) return intent
    if (intent.type === 'RequestSignUp' || intent.type === 'ImportLearner') {
      this.#lives += 1
      return { ...intent, epoch: epochOf(100 + this.#lives) }
    }
    return { ...intent, epoch: intent.epoch === thisLife ? this.learner.epoch : this.#before }
  }

  /** Time passes; the first few emails meet this fate, the others go well. */
  #lets(hours: number, fate: Fate, evidence: 'absent' | 'unknown'): void {
    let troubles = 3
    this.evidence = evidence
    this.fate = () => {
      troubles -= 1
      return troubles >= 0 ? fate : { is: 'accepted' }
    }
    this.passesTo(clockTime(this.now + hours * hour))
  }

  #word(email: Email, outcome: 'accepted' | 'failed' | 'unknown' | 'turned-back'): void {
    const reason = 'word'
    const told = outcome === 'accepted' || outcome === 'unknown' ? { is: outcome } : { is: outcome, reason }
    this.does({ type: 'SettleEmail', emailId: email.id, journeyId: journeyOf(email), outcome: told })
  }

  /** Before it is applied: nothing is claimed that must not be. */
  #check(event: DomainEvent): void {
    if (event.type !== 'EmailClaimed') return
    const { at, email } = event
    expect(event.journeyId).toBe(journeyOf(email))
    if (isOfJourney(email)) this.#checkClaim(at, email)
    else this.#checkAccountEmail(email)
    expect(this.#ids).not.toContain(email.id)
    this.#ids.add(email.id)
  }

  #checkAccountEmail({ kind }: AccountEmail): void {
    expect(this.learner.undeliverable).toBeUndefined()
    const isAsked = kind === 'confirm' && this.learner.requests.length > 0
    if (!isAsked) expect(this.learner.status).toBe('active')
  }

  #checkClaim(at: Instant, email: JourneyEmail): void {
    const { learner } = this
    const enrolment = this.in(email.journeyId)
    const { kind } = email
    const moduleId = moduleOf(email)
    const resent = enrolment.resend !== undefined
    expect(isReachable(learner)).toBe(true)
    expect(enrolment.claim).toBeUndefined()
    expect(enrolment.epoch).toBe(learner.epoch)
    if (isOfGroup(email)) this.#checkLetter(at, email, enrolment)
    else if (!resent) expect(isAtRest(enrolment)).toBe(false)
    if (isOfGroup(email)) expect(enrolment.resend === undefined || enrolment.resend.at > at).toBe(true)
    else if (kind === 'finished') {
      expect(enrolment.phase).toEqual({ is: 'completed' })
      expect(this.#mayHaveGoneOut.filter(one => this.#isSameEnd(one, email))).toEqual([])
    } else if (kind !== 'module') {
      expect(enrolment.phase).toMatchObject({ is: 'reading', moduleId })
      expect(enrolment.done).not.toContain(moduleId)
    }
    const sameDay = this.#mayHaveGoneOut.filter(one => this.#areOfOneDay(one, { at, email }))
    if (!resent) expect(sameDay).toEqual([])
    const sameModule = this.#mayHaveGoneOut.filter(
      one =>
        kind === 'module' &&
        one.email.kind === 'module' &&
        one.email.moduleId === moduleId &&
        !one.comesAgain,
    )
    if (!resent) expect(sameModule.filter(({ life }) => life === this.#stayIn(email.journeyId))).toEqual([])
    this.#mayHaveGoneOut.push({ at, email, life: this.#stayIn(email.journeyId), resent })
  }

  /** A letter about a group goes out once, in time, and to nobody who has paused the journey. */
  #checkLetter(at: Instant, email: CircleEmail, { pausedBy, letters = [] }: Enrolment): void {
    const letter = letters.find(isLetter(email))
    expect(letter?.dueAt ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(at)
    expect(letter?.until ?? 0).toBeGreaterThan(at)
    expect(pausedBy).not.toBe('learner')
    const same = this.#mayHaveGoneOut.filter(
      one =>
        isOfGroup(one.email) &&
        isLetter(email)(one.email) &&
        one.email.journeyId === email.journeyId &&
        one.life === this.#stayIn(email.journeyId),
    )
    expect(same).toEqual([])
  }

  /** The end of a journey is told once each time that somebody has been in it. */
  #isSameEnd({ email, life }: Claimed, { journeyId }: JourneyEmail): boolean {
    return email.kind === 'finished' && email.journeyId === journeyId && life === this.#stayIn(journeyId)
  }

  /** Which of somebody's times in a journey this is: who left it and joined it again may get an unread module once more. */
  #stayIn(journeyId: string): string {
    return `${this.learner.epoch} ${this.#stays.filter(id => id === journeyId).length}`
  }

  /** By the clock of the journey of either. */
  #areOfOneDay(...emails: Pick<Claimed, 'at' | 'email'>[]): boolean {
    const zones = emails.map(({ email }) => this.journeys[email.journeyId]?.zone ?? '')
    return zones.some(zone => new Set(emails.map(({ at }) => calendarDay(at, zone))).size < emails.length)
  }

  /** After it is applied: what did not go out does not count. */
  #note(event: DomainEvent): void {
    if ('dueAt' in event && event.dueAt === event.at) this.#atOnce.add(event.at)
    if (event.type === 'JourneyStarted') this.#stays.push(event.journeyId)
    if (event.type === 'JourneyResumed') this.#comesOnceMore(event.journeyId)
    if (event.type === 'EmailTurnedBack') {
      const last = this.claimed.findLast(email => journeyOf(email) === event.journeyId)
      if (last) this.#didNotGoOut(last.id)
      if (last) this.#ids.delete(last.id)
    }
    if (event.type === 'EmailFailed') this.#isTriedAgain(event.emailId)
    if (event.type === 'EmailAbsenceProven' || event.type === 'EmailFailed') this.#didNotGoOut(event.emailId)
  }

  /** What an operator sent once more, and failed, is tried once more: the person then has the module twice, as was asked. */
  #isTriedAgain(failedId: string): void {
    const failed = this.#mayHaveGoneOut.find(({ email }) => email.id === failedId)
    if (!failed?.resent) return
    for (const one of this.#mayHaveGoneOut)
      if (moduleOf(one.email) === moduleOf(failed.email)) one.comesAgain = true
  }

  /** Who went on gets the module that they have before them once more, and only once. */
  #comesOnceMore(journeyId: string): void {
    const { claim, ...enrolment } = this.in(journeyId)
    const again = moduleAgain(enrolment)
    for (const one of this.#mayHaveGoneOut)
      if (moduleOf(one.email) === again && one.email.id !== claim?.email.id) one.comesAgain = true
  }

  #didNotGoOut(id: string): void {
    this.#mayHaveGoneOut = this.#mayHaveGoneOut.filter(({ email }) => email.id !== id)
  }

  /** What is true of everybody at every moment. */
  #holds(): void {
    const { learner } = this
    const due = Object.values(learner.enrolments).filter(one => enrolmentDueAt(learner, one) !== undefined)
    if (learner.status === 'left' || learner.status === 'erased' || learner.undeliverable) {
      expect(due).toEqual([])
      const isAsked = learner.status === 'left' && learner.requests.length > 0
      if (!isAsked)
        expect(learnerDueAt(learner)).toBe(earliest([oldAddressDueAt(learner), signUpDueAt(learner)]))
      return
    }
    if (learner.status === 'pending') expect(due).toEqual([])
    if (!isReachable(learner)) return
    for (const enrolment of Object.values(learner.enrolments)) {
      const runs = enrolment.epoch === learner.epoch && !isOver(enrolment) && !isAtRest(enrolment)
      if (runs) expect(enrolmentDueAt(learner, enrolment)).toBeDefined()
    }
  }
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
  Object.freeze(value)
  for (const inner of Object.values(value)) freeze(inner)
}
