import type { SendingAccount } from '../../adapters/mailer.ts'
import type { Ceiling } from '../../store/ceiling.ts'

/** The share of the quota of 24 hours that is kept for account emails: who asks to erase their data does not wait for a day. */
const keptForAccountEmails = 0.05

/** The share of the rate, and of the quota of 24 hours, that account emails to unproven addresses may take. */
const shareOfUnproven = 0.2

/** So many of them may go at once after a quiet time: whoever signs up alone does not wait. */
const atOnceAtLeast = 10

/** A number that a table can compare with, which infinity is not. */
const comparable = (emails: number): number => Math.min(Number.MAX_SAFE_INTEGER, Math.floor(emails))

/** Up to how many emails of 24 hours some may go out: the last part of the quota is for account emails. */
export const quotaFor = (per24Hours: number, whom: 'accountEmails' | 'others'): number =>
  comparable(per24Hours * (whom === 'accountEmails' ? 1 : 1 - keptForAccountEmails))

/**
 * What account emails to addresses that have proven nothing may take of an account: a fifth. A burst of ten seconds' worth does not wait.
 */
export function ceilingFor({ ratePerSecond, per24Hours }: SendingAccount): Ceiling {
  const perSecond = ratePerSecond * shareOfUnproven
  return {
    apart: 1000 / perSecond,
    atOnce: Math.max(atOnceAtLeast, 10 * perSecond),
    per24Hours: comparable(per24Hours * shareOfUnproven),
  }
}
