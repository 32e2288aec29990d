import { day, minute } from './duration.ts'

/*
 * Confirmations go to addresses that anybody may have typed. Each bounce hurts the sender's reputation: AWS reviews
 * an account at about 5 % and may stop it at 10 % (Amazon SES developer guide, "Reputation metrics"). So if too many
 * confirmations bounce, those of the same network or domain are slowed down.
 */

/** The confirmations of the last 12 to 24 hours, and the number of permanent bounces among them. */
export interface ConfirmationTally {
  sent: number
  bounced: number
}

/** Smaller tallies are ignored. One stranger cannot cause this many within the limits of one network. */
const enough = { sent: 100, bounced: 5 }

/** A larger share of bounced confirmations is a storm. */
const maxBounced = 0.03

/** The share of all the account's emails that slowed-down confirmations may bounce. */
const bouncesAllowed = 0.02

/** Whether the share of bounces is too high. */
export const isBounceStorm = ({ sent, bounced }: ConfirmationTally): boolean =>
  sent >= enough.sent && bounced >= enough.bounced && bounced > sent * maxBounced

/** The tally without the parts that narrower brakes account for. */
export function withoutTallies(
  tally: ConfirmationTally,
  others: readonly ConfirmationTally[],
): ConfirmationTally {
  const sum = (of: keyof ConfirmationTally) => others.reduce((total, one) => total + one[of], 0)
  return { sent: Math.max(0, tally.sent - sum('sent')), bounced: Math.max(0, tally.bounced - sum('bounced')) }
}

/**
 * The interval between confirmations in a storm. It keeps the bounces of all confirmations below 2 % of the account's
 * emails if bounces go on at the same rate. It is at most one minute, since without any confirmation nothing could
 * show that the storm is over.
 * @param storm the tally that showed the storm.
 * @param all all confirmations of the same hours.
 * @param sentByAccount emails of the account in the last 24 hours.
 * @returns milliseconds.
 */
export function slowedTo(storm: ConfirmationTally, all: ConfirmationTally, sentByAccount: number): number {
  const bouncesLeft = bouncesAllowed * sentByAccount - all.bounced
  const aDay = (bouncesLeft * storm.sent) / storm.bounced
  return aDay > 0 ? Math.min(minute, day / aDay) : minute
}
