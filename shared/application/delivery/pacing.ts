import type { SendingAccount } from '../../adapters/mailer.ts'
import type { Ceiling } from '../../store/ceiling.ts'
import type { Pace } from '../../store/pace.ts'

/** SES takes 50 recipients a bulk call (SES API v2, SendBulkEmail). */
const largestCall = 50

/**
 * How late a call may go out after its slot, in milliseconds. Slots stand that much further apart, so that even the
 * latest and the next earliest leave no second with more emails than the rate allows.
 */
export const slotTolerance = 20

/** The share of the quota of 24 hours that is kept for account emails: who asks to erase their data does not wait for a day. */
const keptForAccountEmails = 0.05

/** The share of the rate, and of the quota of 24 hours, that account emails to unproven addresses may take. */
const shareOfUnproven = 0.2

/** So many of them may go at once after a quiet time: whoever signs up alone does not wait. */
const atOnceAtLeast = 10

/** An account email finds a slot right behind those that are reserved, however many workers send; so they are few. */
const reservedAhead = 1000

/** People who are read together: what goes out in this time, so that account emails are looked for as often. */
const pageOf = 2000

/** One call to the table reads so many people in four requests. */
const largestPage = 400

/** How one sender goes about it at a rate. */
export interface SenderPace extends Pace {
  /** How far ahead a slot may be reserved for emails that can wait, in milliseconds. */
  ahead: number
}

/**
 * Slots for a rate: as few a second as calls of 50 allow, all of one size.
 * @param ratePerSecond emails a second that the account may send.
 */
export function paceFor(ratePerSecond: number): SenderPace {
  const slotsPerSecond = Math.max(1, Math.ceil(ratePerSecond / largestCall))
  const slotSize = Math.max(1, Math.floor(ratePerSecond / slotsPerSecond))
  const spacing = Math.ceil((1000 + slotTolerance) / slotsPerSecond)
  return { slotSize, spacing, ahead: Math.max(reservedAhead, 2 * spacing) }
}

/**
 * How many people to read together: what goes out in two seconds, and towards the end of a run only what still can, since
 * the next run reads whoever is left again. Two pages are in hand at a time: one is sent, the other read.
 * @param ratePerSecond emails a second that this worker may send.
 * @param left how long the run still lasts, in milliseconds.
 */
export function pageSizeFor(ratePerSecond: number, left: number): number {
  const seconds = Math.min(pageOf, left / 2) / 1000
  const min = Math.min(largestCall, Math.ceil(ratePerSecond))
  return Math.min(largestPage, Math.max(min, Math.floor(ratePerSecond * seconds)))
}

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
