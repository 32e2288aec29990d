import type { SendingAccount } from '../../adapters/mailer.ts'
import type { Instant } from '../../domain/ids.ts'
import { batchOf } from '../../store/evidence.ts'
import type { Slot } from '../../store/pace.ts'
import { sendInSlot } from './call.ts'
import type { DeliveryDeps } from './deps.ts'
import { paceFor, quotaLeft } from './pacing.ts'
import type { Planned } from './plan.ts'
import type { Sent } from './send.ts'
import { slotTaker } from './slots.ts'

/** Calls under way at once: at 1,000 a second and a slow SES there are some ten. */
const callsAtOnce = 20

/** Said of one email or of a moment. Whatever else SES says when it turns an email back holds for all of them. */
const passing = ['throttled', 'transient', 'not-published', 'no-slot']

const isLetter = ({ email }: Planned): boolean => !('journeyId' in email)

/** Each email once, as it was read last; letters first. */
function inOrder(planned: readonly Planned[]): Planned[] {
  const once = [...new Map(planned.map(one => [one.email.id, one])).values()]
  return [...once.filter(isLetter), ...once.filter(one => !isLetter(one))]
}

/** What a run did, for its metrics. */
export interface Tally {
  sent: number
  unknown: number
  turnedBack: number
}

function count(tally: Tally, sent: readonly Sent[]): void {
  for (const { outcome } of sent) {
    if (outcome.is === 'accepted') tally.sent += 1
    else if (outcome.is === 'unknown') tally.unknown += 1
    else tally.turnedBack += 1
  }
}

/** Hands emails to SES at the one allowed rate, for one worker and one run. */
export class EmailSender {
  readonly tally: Tally = { sent: 0, unknown: 0, turnedBack: 0 }
  readonly #deps: DeliveryDeps
  readonly #account: SendingAccount
  readonly #worker: string
  readonly #until: Instant
  readonly #pace
  readonly #slots
  readonly #underWay = new Set<Promise<void>>()
  /** Ids of emails that this run has begun: whatever the table answers, each is handed to SES once. */
  readonly #begun = new Set<string>()
  /** Which emails may still go out in this run. */
  #open: 'all' | 'letters' | 'none'
  #calls = 0

  /** @param until takes no slot after this moment; what has none has no claim, and stays due. */
  constructor(deps: DeliveryDeps, account: SendingAccount, worker: string, until: Instant) {
    this.#deps = deps
    this.#account = account
    this.#worker = worker
    this.#until = until
    this.#pace = paceFor(account.ratePerSecond)
    this.#slots = slotTaker(deps, this.#pace)
    this.#open = account.enabled ? 'all' : 'none'
    if (!account.enabled) deps.log.error('SES does not let this account send. Everything due waits.')
  }

  /** How many people to read together at this rate. */
  get pageSize(): number {
    return this.#pace.pageSize
  }

  /** Whether emails of journeys are pointless for now, by what SES said or allows. */
  get isStopped(): boolean {
    return this.#open !== 'all'
  }

  /** Sends these a slot at a time, letters first. */
  async send(planned: readonly Planned[]): Promise<void> {
    let rest = this.#thatMayGo(inOrder(planned))
    while (rest[0]) {
      const wanted = Math.min(rest.length, this.#pace.slotSize)
      const slot = await this.#slots.next(wanted, isLetter(rest[0]), this.#until)
      if (!slot) return
      this.#watchQuota(slot)
      const batch = this.#thatMayGo(rest.slice(0, slot.emails))
      rest = this.#thatMayGo(rest.slice(slot.emails))
      if (batch.length > 0) await this.#begin(batch, slot)
    }
  }

  /** Sends what fills slots whole. @returns the rest, which may fill a slot with what comes next. */
  async sendWholeSlots(planned: readonly Planned[]): Promise<Planned[]> {
    const ordered = inOrder(planned)
    const whole = ordered.length - (ordered.length % this.#pace.slotSize)
    await this.send(ordered.slice(0, whole))
    return ordered.slice(whole)
  }

  /** Resolves once every call under way is settled. */
  async done(): Promise<void> {
    await Promise.all(this.#underWay)
  }

  #thatMayGo(planned: readonly Planned[]): Planned[] {
    const isOpen = (one: Planned) => this.#open === 'all' || (this.#open === 'letters' && isLetter(one))
    return planned.filter(one => isOpen(one) && !this.#begun.has(one.email.id))
  }

  /** The quota of 24 hours is watched as slots are taken; the last part of it is for letters. */
  #watchQuota({ used }: Slot): void {
    const before = this.#open
    if (this.#open === 'all' && !quotaLeft(this.#account, used, false)) this.#open = 'letters'
    if (this.#open === 'letters' && !quotaLeft(this.#account, used, true)) this.#open = 'none'
    if (this.#open !== before)
      this.#deps.log.warn('The quota of 24 hours is used up', { used, stillGo: this.#open })
  }

  async #begin(planned: readonly Planned[], slot: Slot): Promise<void> {
    if (this.#underWay.size >= callsAtOnce) await Promise.race(this.#underWay)
    await this.#slots.begin(slot)
    for (const { email } of planned) this.#begun.add(email.id)
    this.#calls += 1
    const batch = batchOf(slot.at, this.#worker, this.#calls)
    const call = sendInSlot(this.#deps, planned, { worker: this.#worker, slots: this.#slots, slot, batch })
      .then(sent => this.#heed(sent))
      .catch(error => this.#deps.log.error('A call to send broke off', { reason: String(error) }))
      .finally(() => this.#underWay.delete(call))
    this.#underWay.add(call)
  }

  async #heed(sent: readonly Sent[]): Promise<void> {
    count(this.tally, sent)
    const reasons = sent.flatMap(({ outcome }) => (outcome.is === 'turned-back' ? [outcome.reason] : []))
    if (reasons.length === 0) return
    const { clock, log, pace } = this.#deps
    log.warn('Emails were turned back, and go out later', { reason: reasons[0], emails: reasons.length })
    if (reasons.some(reason => !passing.includes(reason))) this.#open = 'none'
    if (reasons.includes('throttled')) await pace.slowDown(clock.now())
  }
}
