import type { SendingAccount } from '../../adapters/mailer.ts'
import type { Pace } from '../../store/pace.ts'

/** SES takes 50 recipients a bulk call (SES API v2, SendBulkEmail). */
const largestCall = 50

/**
 * How late a call may go out after its slot, in milliseconds. Slots stand that much further apart, so that even the
 * latest and the next earliest leave no second with more emails than the rate allows.
 */
export const slotTolerance = 20

/** The share of the rate over 24 hours that is kept for letters about sign-ups. */
const keptForLetters = 0.05

/**
 * Slots for a rate: as few a second as calls of 50 allow, all of one size.
 * @param ratePerSecond emails a second that the account may send.
 */
export function paceFor(ratePerSecond: number): Pace {
  const slotsPerSecond = Math.max(1, Math.ceil(ratePerSecond / largestCall))
  return {
    slotSize: Math.max(1, Math.floor(ratePerSecond / slotsPerSecond)),
    spacing: (1000 + slotTolerance) / slotsPerSecond,
  }
}

/** Whether the quota of 24 hours leaves room, after so many that SES has not told us of yet. */
export function quotaLeft(account: SendingAccount, used: number, forLetters: boolean): boolean {
  const share = forLetters ? 1 : 1 - keptForLetters
  return account.sentLast24Hours + used <= account.per24Hours * share
}
