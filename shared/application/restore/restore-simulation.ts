import type { OutgoingEvent } from '../../adapters/event-bus.ts'
import type { Command, EmailOutcome } from '../../domain/commands.ts'
import { decide } from '../../domain/decide.ts'
import type { Decision, Journeys } from '../../domain/decision.ts'
import type { DomainEvent } from '../../domain/domain-event.ts'
import { commandWhenDue } from '../../domain/due.ts'
import { evolve } from '../../domain/evolve.ts'
import type { Instant, JourneyId } from '../../domain/ids.ts'
import {
  type Claim,
  claimedAccountEmail,
  claimOf,
  enrolmentDueAt,
  isOver,
  type Learner,
  learnerDueAt,
} from '../../domain/learner.ts'
import { accountEmails, type DueRef } from '../../store/due.ts'
import type { Gap } from '../../store/evidence.ts'

/**
 * What an email that fell due in the gap counts as. `unknown`: nobody can say, so it is held. `sent` and `not-sent` are
 * the operator's word; what was on its way at the moment restored counts as sent under both.
 */
export type GapEmails = 'unknown' | 'sent' | 'not-sent'

/** What the gap is gone through with. */
export interface RestoreSetting {
  gap: Gap
  emails: GapEmails
  journeys: Journeys
}

/** What an operator held back in the gap is not known: whatever was due counts as if nothing was. */
const turn = { worker: 'restore', holds: [] }

/** More steps than anybody goes in a gap: what is beyond is a bug, and stops. */
const maxSteps = 1000

/**
 * One person going through the gap once more: what they did then is done again at its time, and what fell due happens
 * at its time, with emails that count as sent or stay unknown. Nothing is emailed.
 */
export class RestoreSimulation {
  learner: Learner
  readonly events: DomainEvent[] = []
  emails = 0
  readonly #setting: RestoreSetting

  constructor(setting: RestoreSetting, learner: Learner) {
    this.#setting = setting
    this.learner = learner
  }

  /** @param told what they did in the gap, as the bus was told, oldest first. */
  walk(published: readonly OutgoingEvent[]): void {
    for (const event of published) {
      this.#passTo(Date.parse(event.detail.at))
      this.#replay(event)
    }
    this.#passTo(this.#setting.gap.until)
  }

  /** Who was erased in the gap is erased, and nothing else matters. */
  erase(at: Instant): void {
    this.#ask({ type: 'Erase', at })
  }

  #ask(command: Command): Decision {
    const decision = decide(this.learner, command, this.#setting.journeys)
    this.#happens(decision.events)
    return decision
  }

  #happens(events: readonly DomainEvent[]): void {
    this.learner = events.reduce(evolve, this.learner)
    this.events.push(...events)
  }

  #replay({ type, detail }: OutgoingEvent): void {
    const { epoch, journeyId = '', moduleId = '', via, by, request = -1 } = detail
    const at = Date.parse(detail.at)
    if (epoch !== this.learner.epoch && type !== 'SignUpConfirmed') return
    switch (type) {
      case 'SignUpConfirmed':
        this.#ask({ type: 'ConfirmSignUp', at, epoch, request: this.#waitingFor(request, journeyId) })
        break
      case 'JourneyStarted':
        this.#ask({ type: 'StartJourney', at, epoch, journeyId })
        break
      case 'ModuleCompleted': {
        const door = via === 'platform' ? 'platform' : 'page'
        this.#ask({ type: 'CompleteModule', at, epoch, journeyId, moduleId, via: door })
        break
      }
      case 'JourneyPaused':
        if (by === 'learner') this.#ask({ type: 'PauseJourney', at, journeyId })
        else this.#fellSilent(journeyId, at)
        break
      case 'JourneyResumed':
        this.#ask({ type: 'ResumeJourney', at, journeyId })
        break
      case 'JourneyCompleted':
        if (this.#runs(journeyId)) this.#happens([{ type: 'JourneyCompleted', at, journeyId }])
        break
      case 'Unsubscribed':
        this.#ask({ type: 'Leave', at, via: via === 'one-click' || via === 'operator' ? via : 'page' })
    }
  }

  /**
   * The sign-up that was confirmed. Of one that was made in the gap itself only its number is known: then the newest for
   * the same journey, so that who pressed the button is in, and is not started and emailed a second time.
   */
  #waitingFor(request: number, journeyId: JourneyId): number {
    const { requests } = this.learner
    if (requests.some(({ number }) => number === request)) return request
    return requests.findLast(one => one.journeyId === journeyId)?.number ?? request
  }

  #runs(journeyId: JourneyId): boolean {
    const enrolment = this.learner.enrolments[journeyId]
    return enrolment !== undefined && !isOver(enrolment)
  }

  /** Where emails count as sent, their silence is gone through again, and says so itself. */
  #fellSilent(journeyId: JourneyId, at: Instant): void {
    if (this.#setting.emails === 'sent' || !this.#runs(journeyId)) return
    if (!this.learner.enrolments[journeyId]?.pausedBy)
      this.#happens([{ type: 'JourneyPaused', at, journeyId, by: 'silence' }])
  }

  /** Whatever falls due until then happens at its moment. */
  #passTo(moment: Instant): void {
    const end = Math.min(moment, this.#setting.gap.until)
    // Due, and nothing comes of it: an email that is held, a journey that is not published.
    let stuck: string[] = []
    for (let step = 0; step < maxSteps; step += 1) {
      const ref = this.#due(end).find(one => !stuck.includes(one.journeyId ?? accountEmails))
      if (!ref) return
      const before = this.events.length
      this.#happensAt(ref)
      stuck = this.events.length > before ? [] : [...stuck, ref.journeyId ?? accountEmails]
    }
    throw new Error(`Learner ${this.learner.id} takes more than ${maxSteps} steps through the gap.`)
  }

  /** What is due by then, earliest first. */
  #due(end: Instant): DueRef[] {
    const learnerId = this.learner.id
    const all = [undefined, ...Object.keys(this.learner.enrolments)].flatMap((journeyId): DueRef[] => {
      const dueAt = this.#dueAt(journeyId)
      return dueAt === undefined ? [] : [{ learnerId, dueAt, ...(journeyId !== undefined && { journeyId }) }]
    })
    return all.filter(({ dueAt }) => dueAt <= end).sort((a, b) => a.dueAt - b.dueAt)
  }

  /** What is said of an email is said of its own moment, however late somebody was to look at it again. */
  #dueAt(journeyId: JourneyId | undefined): Instant | undefined {
    const enrolment = journeyId === undefined ? undefined : this.learner.enrolments[journeyId]
    const dueAt = enrolment ? enrolmentDueAt(this.learner, enrolment) : learnerDueAt(this.learner)
    const claim = this.#claim(journeyId)
    return claim && dueAt !== undefined && this.#setting.emails !== 'unknown' ? claim.at : dueAt
  }

  #claim(journeyId: JourneyId | undefined): Claim | undefined {
    if (journeyId !== undefined) return claimOf(this.learner, journeyId)
    return claimedAccountEmail(this.learner) && this.learner.claim
  }

  #happensAt(ref: DueRef): void {
    const { gap, emails } = this.#setting
    const { journeyId } = ref
    const at = Math.max(ref.dueAt, gap.from)
    const claim = this.#claim(journeyId)
    const isHeld = emails === 'unknown' && claim?.unknownSince !== undefined
    if (claim && !isHeld) this.#cameTo(claim, at, journeyId)
    // Where nothing went out it is due still, and goes out when sending goes on.
    else if (emails !== 'not-sent') this.#fallsDue(ref, at)
  }

  #fallsDue(ref: DueRef, at: Instant): void {
    const { journeyId } = ref
    const { outcome } = this.#ask(commandWhenDue(this.learner, ref.journeyId, at, turn))
    const claimed = this.#claim(journeyId)
    if (outcome === 'claimed' && claimed) this.#cameTo(claimed, at, journeyId)
  }

  /** What became of an email, by the operator's word, or by nobody's. */
  #cameTo(claim: Claim, at: Instant, journeyId: JourneyId | undefined): void {
    this.emails += 1
    const emailId = claim.email.id
    this.#ask({ type: 'SettleEmail', at, emailId, journeyId, outcome: this.#outcomeOf(claim) })
  }

  #outcomeOf({ at }: Claim): EmailOutcome {
    const { emails, gap } = this.#setting
    if (emails === 'unknown') return { is: 'unknown' }
    return { is: emails === 'not-sent' && at >= gap.from ? 'absent' : 'accepted' }
  }
}
