import type { Clock } from '../../../shared/adapters/clock.ts'
import type { BulkEmail, BulkOutcome, Mailer, SendingAccount } from '../../../shared/adapters/mailer.ts'
import { second } from '../../../shared/domain/duration.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { unlimitedBut } from '../quick-ses.ts'

/** A call that SES accepted. */
export interface Call {
  at: Instant
  emails: number
}

/** An SES stricter than the real one: never more emails than the rate in any second, and no bursts. */
export class StrictSes implements Mailer {
  refusals = 0
  emails = 0
  /** The most emails accepted in any second. */
  maxInASecond = 0
  /** All accepted calls, in order. */
  readonly taken: Call[] = []
  readonly #clock: Clock
  readonly #rate: number
  readonly #latency: number
  #lastSecond: Call[] = []
  #inLastSecond = 0

  /** @param latency of a call, round trip, in milliseconds */
  constructor(clock: Clock, ratePerSecond: number, latency: number) {
    this.#clock = clock
    this.#rate = ratePerSecond
    this.#latency = latency
  }

  async account(): Promise<SendingAccount> {
    return unlimitedBut(this.#rate)
  }

  async sendBulk({ entries }: BulkEmail): Promise<BulkOutcome> {
    await this.#underWay()
    const outcome = this.#take(entries.length)
    await this.#underWay()
    return outcome
  }

  #underWay(): Promise<void> {
    return this.#clock.until(this.#clock.now() + this.#latency / 2)
  }

  #take(emails: number): BulkOutcome {
    const at = this.#clock.now()
    while (this.#lastSecond[0] && this.#lastSecond[0].at <= at - second)
      this.#inLastSecond -= this.#lastSecond.shift()?.emails ?? 0
    if (this.#inLastSecond + emails > this.#rate) {
      this.refusals += emails
      return { is: 'turned-back', reason: 'throttled' }
    }
    this.taken.push({ at, emails })
    this.#lastSecond.push({ at, emails })
    this.#inLastSecond += emails
    this.maxInASecond = Math.max(this.maxInASecond, this.#inLastSecond)
    this.emails += emails
    return { is: 'answered', entries: Array.from({ length: emails }, () => ({ is: 'accepted' })) }
  }
}
