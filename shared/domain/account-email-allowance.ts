import { day, hour, minute, week } from './duration.ts'
import type { Instant } from './ids.ts'

/**
 * How many account emails that anybody can cause (by a form with somebody else's address, say) may go to one mailbox
 * in a period. An honest second try goes out at once.
 */
const allowances = [
  { max: 2, within: hour },
  { max: 3, within: day },
  { max: 5, within: week },
]

/** The longest that such an account email waits for its turn: as long as a link in it is valid. */
const longestWait = week

/** How long an account email counts against its mailbox. */
export const countsFor = week

/**
 * When the next account email that anybody can cause may go to a mailbox.
 * @param accountEmails when the earlier ones went or will go. Each was planned by this rule, so the next one is the
 * last of all.
 * @returns undefined if it would wait longer than a week.
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

/**
 * An account email counts as sent in its turn up to this long after it, in milliseconds, because the tick comes once a
 * minute.
 */
const inTurnFor = 5 * minute

/** Whether an account email has missed its turn: it would go out at another time than the one counted for its mailbox. */
export const hasMissedTurn = (turn: Instant, at: Instant): boolean => at > turn + inTurnFor

function withoutTurn(accountEmails: readonly Instant[], turn: Instant): readonly Instant[] {
  const place = accountEmails.lastIndexOf(turn)
  return place < 0 ? accountEmails : accountEmails.toSpliced(place, 1)
}

/** Whether no hour, day or week that contains this turn exceeds its allowance. */
const fits = (accountEmails: readonly Instant[], turn: Instant): boolean =>
  allowances.every(({ max, within }) => {
    const near = [...accountEmails, turn].filter(moment => Math.abs(moment - turn) < within)
    const from = near.filter(moment => moment <= turn)
    return from.every(
      begin => near.filter(moment => moment >= begin && moment < begin + within).length <= max,
    )
  })

/**
 * The earliest turn that fits between the others, so that an email that has waited long does not go to the end of the
 * queue.
 */
function earliestTurn(accountEmails: readonly Instant[], at: Instant): Instant {
  const ends = accountEmails.flatMap(moment => allowances.map(({ within }) => moment + within))
  const candidates = [at, ...ends.filter(end => end > at).toSorted((a, b) => a - b)]
  return candidates.find(turn => fits(accountEmails, turn)) ?? at
}

/**
 * Replaces turns that were missed by new ones, so that emails that were held back do not all go out together.
 * @param accountEmails all turns of the mailbox, including those that were missed.
 * @returns all turns: the new ones last, in the order of `missed`, each now or later.
 */
export const replaceMissedTurns = (
  accountEmails: readonly Instant[],
  missed: readonly Instant[],
  at: Instant,
): readonly Instant[] => {
  const others = missed.reduce(withoutTurn, accountEmails)
  return missed.reduce(all => all.concat(earliestTurn(all, at)), others)
}

/**
 * A link gets a new allowance when its email is newer than the last one used by at least this time, in milliseconds.
 * This allows three a day, however often the link is pressed.
 */
const newerBy = day

/** What has been used up by links that were mailed to a mailbox. */
export interface OwnAllowance {
  /** When the email went out whose link this allowance belongs to. */
  mailedAt: Instant
  /** When account emails that were asked for through such links went or will go. */
  accountEmails: readonly Instant[]
}

/**
 * The allowance of a link. Emails get forwarded, so a link that is older than the newest one used has none: the
 * mailbox's owner gets newer links. A link whose email is a day newer starts a new allowance.
 * @param before the allowance used last; undefined if nobody has asked lately.
 * @returns undefined if the link is too old.
 */
export function allowanceFor(before: OwnAllowance | undefined, mailedAt: Instant): OwnAllowance | undefined {
  if (!before || mailedAt >= before.mailedAt + newerBy) return { mailedAt, accountEmails: [] }
  return mailedAt < before.mailedAt ? undefined : before
}
