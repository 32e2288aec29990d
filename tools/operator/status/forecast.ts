import type { SendingAccount } from '../../../shared/adapters/mailer.ts'
import { paceFor } from '../../../shared/application/delivery/slots.ts'
import { day, second } from '../../../shared/domain/duration.ts'
import type { Instant } from '../../../shared/domain/ids.ts'

const daySeconds = day / second

/** When so many emails will have gone out. */
export interface Forecast {
  emails: number
  clearsAt: Instant
  /** Emails a second until the quota is used up. */
  perSecond: number
  limitedBy: 'rate' | 'quota'
}

/** What delivery makes of the account's rate: slots of one size, a little further apart than the rate asks for. */
export function effectiveRate(account: SendingAccount): number {
  const { slotSize, spacing } = paceFor(account.ratePerSecond)
  return (slotSize * 1000) / spacing
}

/**
 * An estimate: at the account's rate until its quota of 24 hours is used up, and from then on as evenly as the quota
 * comes back.
 * @returns undefined when nothing goes out at all.
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
