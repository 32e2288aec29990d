import { day } from '../../../../shared/domain/duration.ts'
import type { Clock } from '../../time/clock.ts'

/** The sending limits of an account. */
export type Allowance = {
  /** Emails a second. */
  maxSendRate: number
  /** Emails in 24 hours; -1: no limit. */
  max24HourSend: number
  /**
   * Whether SES drops the default tags of a bulk call without an error; it never drops the tags of an entry. True if
   * absent, as in AWS since August 2026 (boto/boto3 issue 4838).
   */
  ignoresDefaultTags?: boolean
}

export type Admission = { admitted: number; refusedBy: 'rate' | 'quota' | undefined }

/** Enforces the account's rate and quota. SES allows short bursts; here up to one second's worth can be saved. */
export class SendingLimits {
  readonly allowance: Allowance
  readonly #clock: Clock
  #saved: number
  #at: number
  #sent: { at: number; count: number }[]

  /** @param sent when earlier emails were sent, in milliseconds since 1970 */
  constructor(allowance: Allowance, clock: Clock, sent: number[] = []) {
    this.allowance = allowance
    this.#clock = clock
    this.#saved = allowance.maxSendRate
    this.#at = clock.now()
    this.#sent = sent.map(at => ({ at, count: 1 }))
  }

  get sentLast24Hours(): number {
    const since = this.#clock.now() - day
    this.#sent = this.#sent.filter(({ at }) => at > since)
    return this.#sent.reduce((sum, { count }) => sum + count, 0)
  }

  /** Admits as many of the `wanted` emails as the limits allow now, and counts them. */
  admit(wanted: number): Admission {
    const { maxSendRate, max24HourSend } = this.allowance
    const now = this.#clock.now()
    this.#saved = Math.min(maxSendRate, this.#saved + ((now - this.#at) / 1000) * maxSendRate)
    this.#at = now
    const inQuota = max24HourSend < 0 ? wanted : Math.max(0, max24HourSend - this.sentLast24Hours)
    const inRate = Math.floor(this.#saved)
    const admitted = Math.min(wanted, inQuota, inRate)
    this.#saved -= admitted
    if (admitted > 0) this.#sent.push({ at: now, count: admitted })
    if (admitted === wanted) return { admitted, refusedBy: undefined }
    return { admitted, refusedBy: inQuota < Math.min(wanted, inRate) ? 'quota' : 'rate' }
  }
}
