import type { SendingAccount } from '../../../shared/adapters/mailer.ts'
import { paceFor } from '../../../shared/application/delivery/slots.ts'
import { day, second } from '../../../shared/domain/duration.ts'
import type { Instant } from '../../../shared/domain/ids.ts'

const daySeconds = day / second

/** The forecast for a number of emails. */
export interface Forecast {
  emails: number
  clearsAt: Instant
  /** Emails a second until the quota is used up. */
  perSecond: number
  limitedBy: 'rate' | 'quota'
}

/** Delivery's effective rate: slots of one size, slightly further apart than the account's rate requires. */
export function effectiveRate(account: SendingAccount): number {
  const { slotSize, spacing } = paceFor(account.ratePerSecond)
  return (slotSize * 1000) / spacing
}

/**
 * Estimates when emails will have been sent: at the account's rate until its quota of 24 hours is used up, then as
 * evenly as the quota becomes free.
 * @returns undefined if nothing can be sent
 */
export function forecast(emails: number, account: SendingAccount, now: Instant): Forecast | undefined {
  if (!account.enabled || account.per24Hours === 0) return undefined
  const perSecond = effectiveRate(account)
  const quotaLeft = Math.max(0, account.per24Hours - account.sentLast24Hours)
  const atRate = Math.min(emails, quotaLeft)
  const beyond = emails - atRate
  const slower = Math.min(perSecond, account.per24Hours / daySeconds)
  const seconds = atRate / perSecond + beyond / slower
  return {
    emails,
    clearsAt: now + Math.ceil(seconds * 1000),
    perSecond,
    limitedBy: beyond > 0 ? 'quota' : 'rate',
  }
}
