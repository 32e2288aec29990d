import { day } from '../../../../shared/domain/duration.ts'
import type { Clock } from '../../time/clock.ts'

/** What an account may send, and what SES makes of it. */
export type Allowance = {
  /** Emails a second. */
  maxSendRate: number
  /** Emails in 24 hours; -1 is without limit. */
  max24HourSend: number
  /**
   * Whether tags of a whole bulk call are lost without a word; each email's own tags never are. Lost unless said
   * otherwise, as AWS does since August 2026 (boto/boto3 issue 4838).
   */
  ignoresDefaultTags?: boolean
}

export type Admission = { admitted: number; refusedBy: 'rate' | 'quota' | undefined }

/**
 * Holds senders to the account's rate and quota. SES lets short bursts through; here a second's worth can be saved up.
 */
export class SendingLimits {
  readonly allowance: Allowance
  readonly #clock: Clock
  #saved: number
  #at: number
  #sent: { at: number; count: number }[]

  /** @param sent moments, in milliseconds since 1970, of what was sent before */
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

  /** Lets as many of `wanted` emails through as may go now, and counts them. */
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
