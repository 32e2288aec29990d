import type { SendingAccount } from '../../adapters/mailer.ts'
import type { Ceiling } from '../../store/ceiling.ts'

/**
 * The share of the 24-hour quota that is kept for account emails, so that a person who wants to erase their data does
 * not wait for a day.
 */
const keptForAccountEmails = 0.05

/** The share of the rate, and of the 24-hour quota, for account emails that anybody can cause. */
const shareOfUnproven = 0.2

/** The least number of them that may go at once after a quiet time, so that a single sign-up does not wait. */
const atOnceAtLeast = 10

/** A finite number, because the table cannot compare with infinity. */
const comparable = (emails: number): number => Math.min(Number.MAX_SAFE_INTEGER, Math.floor(emails))

/** The number of emails in 24 hours up to which some may go out. The last part of the quota is for account emails. */
export const quotaFor = (per24Hours: number, whom: 'accountEmails' | 'others'): number =>
  comparable(per24Hours * (whom === 'accountEmails' ? 1 : 1 - keptForAccountEmails))

/**
 * The ceiling for account emails that anybody can cause: a fifth of the account's rate and quota, with a burst of ten
 * seconds' worth.
 */
export function ceilingFor({ ratePerSecond, per24Hours }: SendingAccount): Ceiling {
  const perSecond = ratePerSecond * shareOfUnproven
  return {
    apart: 1000 / perSecond,
    atOnce: Math.max(atOnceAtLeast, 10 * perSecond),
    per24Hours: comparable(per24Hours * shareOfUnproven),
  }
}
