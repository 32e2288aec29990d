import { day, hour, minute, week } from './duration.ts'
import type { Instant } from './ids.ts'

/**
 * Account emails that anybody can cause, such as by a form with somebody else's address, go to one mailbox so often at most.
 * An honest second try goes through at once.
 */
const allowances = [
  { max: 2, within: hour },
  { max: 3, within: day },
  { max: 5, within: week },
]

/** How long such an account email waits for its turn at most: as long as a link in it lives. */
const longestWait = week

/** How long an account email counts. */
export const countsFor = week

/**
 * When the next such account email may go to a mailbox.
 * @param accountEmails when those before went, or are to go: each planned by this rule, so that the next is the last of all.
 * @returns undefined if it had to wait for too long.
 */
export function nextAccountEmailAt(accountEmails: readonly Instant[], at: Instant): Instant | undefined {
  const inOrder = accountEmails.toSorted((a, b) => a - b)
  const turns = allowances.flatMap(({ max, within }) => {
    const first = inOrder.at(-max)
    return first === undefined ? [] : [first + within]
  })
  const next = Math.max(at, ...turns)
  return next > at + longestWait ? undefined : next
}

/** An account email that is no later than this counts as sent in its turn: the tick comes once a minute. */
const inTurnFor = 5 * minute

/** Whether an account email has missed its turn, so that it would not go when its mailbox counts it. */
export const hasMissed = (turn: Instant, at: Instant): boolean => at > turn + inTurnFor

function withoutTurn(accountEmails: readonly Instant[], turn: Instant): readonly Instant[] {
  const place = accountEmails.lastIndexOf(turn)
  return place < 0 ? accountEmails : accountEmails.toSpliced(place, 1)
}

/** Whether no hour, day or week that holds this turn has more than its allowance. */
const fits = (accountEmails: readonly Instant[], turn: Instant): boolean =>
  allowances.every(({ max, within }) => {
    const near = [...accountEmails, turn].filter(moment => Math.abs(moment - turn) < within)
    const from = near.filter(moment => moment <= turn)
    return from.every(
      begin => near.filter(moment => moment >= begin && moment < begin + within).length <= max,
    )
  })

/** The earliest turn between those that others have: whoever waited longest does not go to the end for it. */
function earliestTurn(accountEmails: readonly Instant[], at: Instant): Instant {
  const ends = accountEmails.flatMap(moment => allowances.map(({ within }) => moment + within))
  const candidates = [at, ...ends.filter(end => end > at).toSorted((a, b) => a - b)]
  return candidates.find(turn => fits(accountEmails, turn)) ?? at
}

/**
 * Those that have missed their turns get others, in place of those: however many were held back, they do not go out together.
 * @param accountEmails as above, the turns that were missed among them.
 * @returns all of them, those with new turns last, in the order of `missed`; each is now or later.
 */
export const turnsAnew = (
  accountEmails: readonly Instant[],
  missed: readonly Instant[],
  at: Instant,
): readonly Instant[] => {
  const others = missed.reduce(withoutTurn, accountEmails)
  return missed.reduce(all => all.concat(earliestTurn(all, at)), others)
}

/** A link has an allowance of its own when its email is a day newer than the last that asked: so three a day, however often one presses. */
const newerBy = day

/** What counts against whoever holds a link that lies in a mailbox. */
export interface OwnAllowance {
  /** When the email went out whose link has this allowance. */
  mailedAt: Instant
  /** When account emails went, or are to go, because of links with it. */
  accountEmails: readonly Instant[]
}

/**
 * What counts against a link. Emails get forwarded, so links of older emails than the newest with which anybody asked
 * count for nothing: the mailbox's owner gets newer ones. A link whose email is a day newer is counted anew.
 * @param before what counted last; undefined where nobody has asked lately.
 * @returns undefined where the link is too old to have a say.
 */
export function allowanceFor(before: OwnAllowance | undefined, mailedAt: Instant): OwnAllowance | undefined {
  if (!before || mailedAt >= before.mailedAt + newerBy) return { mailedAt, accountEmails: [] }
  return mailedAt < before.mailedAt ? undefined : before
}
