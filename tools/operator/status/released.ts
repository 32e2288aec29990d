import { type Hold, type HoldTarget, holdsBack, otherHolds } from '../../../shared/domain/hold.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { accountEmails } from '../../../shared/store/due.ts'
import { counted } from '../command/format.ts'
import type { Style } from '../command/style.ts'
import { scopeName } from '../holds/set-hold.ts'
import type { Waiting } from './backlog.ts'

/** What the release of one hold, and no other, would send. */
export interface Release {
  /** Due and held by nothing else: sent at once, as the rate allows. */
  atOnce: number
  /** Overdue so long that each waits for a time that its reader prefers. */
  overOwnTimes: number
  /** When the last of those at once will have been sent; absent if nothing can be sent. */
  clearsAt?: Instant
  /** The names of other holds that still apply. */
  alsoHeldBy: readonly string[]
}

/** What waits for a hold target. */
export type WaitingAt = Waiting & { place: HoldTarget }

/** Account emails are sent at once, however late; emails of a journey only while they are not too late. */
const lateOf = ({ of, late }: Waiting): number => (of === accountEmails ? 0 : late)

/**
 * What only this hold stops.
 * @param clears returns when so many emails will have been sent
 */
export function releaseOf(
  hold: Hold,
  holds: readonly Hold[],
  waiting: readonly WaitingAt[],
  clears: (emails: number) => Instant | undefined,
): Release {
  const own = waiting.filter(({ place, due }) => due > 0 && holdsBack(hold, place))
  const others = otherHolds(holds, hold)
  const free = own.filter(({ place }) => !others.some(other => holdsBack(other, place)))
  const overOwnTimes = free.reduce((sum, one) => sum + lateOf(one), 0)
  const atOnce = free.reduce((sum, one) => sum + one.due, 0) - overOwnTimes
  const clearsAt = atOnce > 0 ? clears(atOnce) : undefined
  return {
    atOnce,
    overOwnTimes,
    ...(clearsAt !== undefined && { clearsAt }),
    alsoHeldBy: others
      .filter(other => own.some(({ place }) => holdsBack(other, place)))
      .map(({ scope }) => scopeName(scope)),
  }
}

function goneWords({ atOnce, overOwnTimes, clearsAt }: Release, { time }: Pick<Style, 'time'>): string[] {
  const emails = (count: number) => counted(count, 'email')
  const until = clearsAt === undefined ? '' : `, the last about ${time(clearsAt)}`
  const late = 'over their readers’ own times, because they are more than three hours late'
  return [
    ...(atOnce > 0 ? [`${emails(atOnce)} at once${until}`] : []),
    ...(overOwnTimes > 0 ? [`${emails(overOwnTimes)} ${late}`] : []),
  ]
}

/** What a release would send, and when; empty if nobody waits. */
export function releaseWords(
  { scope, people, release }: Pick<Hold, 'scope'> & { people: number; release: Release },
  style: Pick<Style, 'time'>,
): string {
  if (scope.is === 'module')
    return people === 0 ? '' : 'a release lets it go to each when it is due, or about an hour later'
  const gone = goneWords(release, style)
  if (gone.length > 0) return `a release would let go ${gone.join(', and ')}`
  const others = release.alsoHeldBy.join(', ')
  return others === '' ? '' : `a release alone would let nothing go: held back by ${others} too`
}
