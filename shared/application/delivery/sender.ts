import type { SendingAccount } from '../../adapters/mailer.ts'
import { type AccountFault, isAccountFault } from '../../domain/account-fault.ts'
import type { EmailOutcome } from '../../domain/commands.ts'
import { emailKinds } from '../../domain/email-kinds.ts'
import type { Instant } from '../../domain/ids.ts'
import { batchOf } from '../../store/evidence.ts'
import type { Slot } from '../../store/pace.ts'
import { sendInSlot } from './call.ts'
import type { Sent } from './claims.ts'
import type { DeliveryDeps } from './deps.ts'
import type { Planned } from './planned.ts'
import { quotaFor } from './quota.ts'
import { type Limits, paceFor, slotTaker } from './slots.ts'
import { noTally, type Tally } from './tally.ts'

/** The most calls in flight: at 1,000 emails a second and a slow SES there are about ten. */
const callsAtOnce = 20

/**
 * A run ends after this many calls in a row without a usable answer. Every further email would have an unknown
 * outcome too; what stays due goes out once SES answers again.
 */
const maxUnanswered = 3

/**
 * Refusals that concern one email or one moment. Any other reason for which SES turns an email back holds for the
 * whole run.
 */
const passing = ['throttled', 'transient', 'not-published', 'no-slot', 'stood-still']

const isFirst = ({ email }: Planned): boolean => emailKinds[email.kind].priority !== 'in-turn'

/** Each email once, as it was last read; account emails separately. */
function accountEmailsFirst(planned: readonly Planned[]): [accountEmails: Planned[], others: Planned[]] {
  const once = [...new Map(planned.map(one => [one.email.id, one])).values()]
  return [once.filter(isFirst), once.filter(one => !isFirst(one))]
}

const isOfAccount = (outcome: EmailOutcome): boolean =>
  (outcome.is === 'turned-back' && isAccountFault(outcome.reason)) ||
  (outcome.is === 'rejected' && outcome.whose === 'account')

function count(tally: Tally, sent: readonly Sent[]): void {
  for (const { outcome } of sent) {
    if (outcome.is === 'accepted') tally.sent += 1
    else if (outcome.is === 'unknown') tally.unknown += 1
    else if (outcome.is !== 'moot') tally.turnedBack += 1
    if (isOfAccount(outcome)) tally.accountFaults += 1
  }
}

/** Hands emails to SES at the allowed rate, for one worker and one run. */
export class EmailSender {
  readonly tally: Tally = { ...noTally }
  readonly #deps: DeliveryDeps
  readonly #account: SendingAccount
  readonly #worker: string
  readonly #until: Instant
  readonly #pace
  readonly #slots
  readonly #underWay = new Set<Promise<void>>()
  /** The ids of emails begun in this run. Whatever the table answers, each is handed to SES once. */
  readonly #begun = new Set<string>()
  /** SES gave an answer after which nothing more goes out in this run. */
  #isOver: boolean
  #isQuotaSpent = false
  #calls = 0
  #unanswered = 0

  /** @param until takes no slot after this moment. Emails without a slot are not claimed and stay due. */
  constructor(deps: DeliveryDeps, account: SendingAccount, worker: string, until: Instant) {
    this.#deps = deps
    this.#account = account
    this.#worker = worker
    this.#until = until
    this.#pace = paceFor(account.ratePerSecond)
    this.#slots = slotTaker(deps, this.#pace)
    this.#isOver = !account.enabled
    if (!account.enabled) deps.log.error('SES does not let this account send. Everything due waits.')
  }

  /** Whether emails of journeys cannot be sent for now, by SES's answers or limits. */
  get isStopped(): boolean {
    return this.#isOver || this.#isQuotaSpent
  }

  /** Whether SES reports that this account may not send at all. */
  get isBarred(): boolean {
    return !this.#account.enabled
  }

  /**
   * Sends emails a slot at a time, account emails first.
   * @returns those that may not go in this run.
   */
  async send(planned: readonly Planned[]): Promise<Planned[]> {
    const rest = await this.sendWholeSlots(planned)
    return this.#sendKind(rest, this.#limitsOf('others'), 1)
  }

  /**
   * Sends all account emails, and as many others as fill whole slots.
   * @returns the rest, to be completed by later pages.
   */
  async sendWholeSlots(planned: readonly Planned[]): Promise<Planned[]> {
    const [accountEmails, others] = accountEmailsFirst(planned)
    await this.#sendKind(accountEmails, this.#limitsOf('accountEmails'), 1)
    return this.#sendKind(others, this.#limitsOf('others'), this.#pace.slotSize)
  }

  /** Resolves once every call in flight is settled. */
  async done(): Promise<void> {
    await Promise.all(this.#underWay)
  }

  #limitsOf(whom: 'accountEmails' | 'others'): Limits {
    const quota = quotaFor(this.#account.per24Hours, whom)
    return { urgent: whom === 'accountEmails', quota, until: this.#until }
  }

  /** @returns the rest, once fewer than `min` are left or no more may go. */
  async #sendKind(planned: readonly Planned[], limits: Limits, min: number): Promise<Planned[]> {
    let rest = planned.filter(({ email }) => !this.#begun.has(email.id))
    while (rest.length >= min && !this.#isOver) {
      const slot = await this.#slots.next(Math.min(rest.length, this.#pace.slotSize), limits)
      if (slot === 'no-quota') this.#stopForQuota(limits)
      if (typeof slot === 'string') break
      await this.#begin(rest.slice(0, slot.emails), slot)
      rest = rest.slice(slot.emails)
    }
    return rest
  }

  #stopForQuota({ urgent, quota }: Limits): void {
    this.#isQuotaSpent = true
    const about = { quota, of: urgent ? 'accountEmails' : 'emails of journeys' }
    this.#deps.log.warn('The quota of 24 hours is used up; what is due waits', about)
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

  /** Stops all workers, since SES would give each of them the same answer. */
  async #stopSending(cause: AccountFault): Promise<void> {
    this.#deps.log.error(
      'SES takes nothing from this account. Sending stops; an email now and then tests it.',
      {
        cause,
      },
    )
    await this.#deps.holds.stopSending(cause, this.#deps.clock.now())
  }

  #countUnanswered(sent: readonly Sent[]): void {
    const isUnanswered = sent.every(({ outcome }) => outcome.is === 'unknown')
    this.#unanswered = isUnanswered ? this.#unanswered + 1 : 0
    if (this.#unanswered < maxUnanswered || this.#isOver) return
    this.#isOver = true
    this.#deps.log.error('SES does not answer. What is due waits for the next tick.', {
      calls: this.#unanswered,
    })
  }

  async #heed(sent: readonly Sent[]): Promise<void> {
    if (sent.length === 0) return
    count(this.tally, sent)
    this.#countUnanswered(sent)
    const reasons = sent.flatMap(({ outcome }) => (outcome.is === 'turned-back' ? [outcome.reason] : []))
    if (reasons.length === 0) return
    this.#deps.log.warn('Emails were turned back, and go out later', {
      reason: reasons[0],
      emails: reasons.length,
    })
    if (reasons.some(reason => !passing.includes(reason))) this.#isOver = true
    const fault = reasons.find(isAccountFault)
    if (fault) await this.#stopSending(fault)
    if (reasons.includes('throttled')) await this.#slots.slowDown()
  }
}
