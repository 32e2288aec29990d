import type { AddressHasher } from '../../adapters/addresses.ts'
import { mailboxOf, normaliseAddress } from '../../contracts/email-address.ts'
import type { JoinRequest } from '../../contracts/round-form.ts'
import { type Entry, isIn } from '../../domain/circles/entry.ts'
import { roundAt } from '../../domain/circles/round.ts'
import type { OutcomeOf } from '../../domain/decide.ts'
import type { Epoch, Instant, JourneyId, LearnerId } from '../../domain/ids.ts'
import type { LearnerRecord } from '../../store/learner-record.ts'
import type { RoundRef, RoundStore } from '../../store/rounds.ts'
import type { Write } from '../../store/table.ts'
import { unlessUnreadable } from '../../store/unreadable-row.ts'
import { type CommandDeps, executeCommand } from '../execute-command.ts'
import type { BarsOf } from '../reflections/barred.ts'
import type { CircleLibrary } from './circle-library.ts'

/** What joining a round needs of the world. */
export interface JoiningDeps extends CommandDeps {
  /** Loaded when first asked for. */
  rounds: () => Promise<
    Pick<RoundStore, 'find' | 'joinWrite' | 'joinAnewWrite' | 'leaveWrite' | 'keepPlaceWrite'>
  >
  circleLibrary: CircleLibrary
  bars: BarsOf
  addresses: () => Promise<AddressHasher>
  /** Domains at which mailboxes say nothing of an employer. */
  sharedDomains: readonly string[]
}

/** Who joins, and by the link of which email. */
export interface Joins {
  learnerId: LearnerId
  journeyId: JourneyId
  epoch: Epoch
  mailedAt: Instant
}

/** The round of a journey that is open now; undefined where the journey is not published. */
export async function openRound(
  { clock, library }: Pick<CommandDeps, 'clock' | 'library'>,
  journeyId: JourneyId,
): Promise<RoundRef | undefined> {
  const head = await library.head(journeyId)
  return head && { journeyId, ...roundAt(clock.now(), head.journey.zone) }
}

/** Keyed hashes of somebody's mailbox, and of their employer's domain, where their domain says something of an employer. */
async function whereReached(
  { addresses, sharedDomains }: JoiningDeps,
  { details }: LearnerRecord,
): Promise<Pick<Entry, 'mailbox' | 'employer'>> {
  const address = normaliseAddress(details.email)
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const hashes = await addresses()
  return {
    mailbox: hashes.ofMailbox(mailboxOf(address)),
    ...(!sharedDomains.includes(domain) && { employer: hashes.ofDomain(address) }),
  }
}

/** What became of joining. */
export type JoinedRound =
  | 'off'
  /** An operator took them out of circles. */
  | 'removed'
  /** It cannot be read whether an operator did: nobody joins unchecked. */
  | 'unread'
  | OutcomeOf<'JoinRound'>

/** Whether somebody's entry in a round is there and cannot be read. */
async function isUnreadIn(
  rounds: Pick<RoundStore, 'find'>,
  round: RoundRef,
  learnerId: LearnerId,
): Promise<boolean> {
  let isUnread = false
  await unlessUnreadable(rounds.find(round, learnerId), () => {
    isUnread = true
  })
  return isUnread
}

/**
 * Joins the round that is open, for this round alone. What others will see is stored with the event, in one transaction. What they
 * were with before, and with whom not, is looked up when the round has closed.
 */
export async function joinRound(
  deps: JoiningDeps,
  { learnerId, ...by }: Joins,
  { name, work, parts, sector }: JoinRequest,
): Promise<JoinedRound> {
  const { journeyId, epoch } = by
  if (!(await deps.circleLibrary.isOn(journeyId))) return 'off'
  const bars = await unlessUnreadable(deps.bars(learnerId))
  if (!bars) return 'unread'
  if (bars.circles !== undefined) return 'removed'
  const record = await deps.learners.find(learnerId)
  const head = await deps.library.head(journeyId)
  if (!record || !head) return 'not-a-learner'
  const rounds = await deps.rounds()
  const open = { journeyId, ...roundAt(deps.clock.now(), head.journey.zone) }
  const isUnread = await isUnreadIn(rounds, open, learnerId)
  const reached = await whereReached(deps, record)
  const entryAt = ({ learner }: LearnerRecord, at: Instant): Entry => {
    const own = learner.sector ?? sector
    if (!own) throw new Error(`Learner ${learnerId} joins a round without a sector.`)
    const card = { name, sector: own, work }
    return {
      learnerId,
      epoch,
      at,
      isAdult: true,
      card,
      parts: [...parts],
      before: [],
      notWith: [],
      ...reached,
    }
  }
  const { outcome } = await executeCommand(
    deps,
    learnerId,
    { type: 'JoinRound', ...by, sector },
    (before, events) => {
      const also = events.flatMap(event => {
        if (event.type !== 'RoundJoined') return []
        const round = { journeyId, ...roundAt(event.at, head.journey.zone) }
        const isAnew = isUnread && round.id === open.id
        return [rounds[isAnew ? 'joinAnewWrite' : 'joinWrite'](round, entryAt(before, event.at))]
      })
      return { also }
    },
  )
  return outcome
}

/**
 * Takes joining back, also where what they told us for it cannot be read. Who is first in line keeps that place, should they join again
 * before the round closes.
 * @returns false where they were not in the round, or nobody is there any more.
 */
export async function leaveRound(
  deps: Omit<JoiningDeps, 'bars' | 'addresses' | 'sharedDomains'>,
  { learnerId, journeyId }: Pick<Joins, 'learnerId' | 'journeyId'>,
): Promise<boolean> {
  const round = await openRound(deps, journeyId)
  const rounds = await deps.rounds()
  if (!round) return false
  let isUnread = false
  const entry = await unlessUnreadable(rounds.find(round, learnerId), () => {
    isUnread = true
  })
  if (!isUnread && !isIn(entry)) return false
  const leaves = (at: Instant): Write =>
    entry?.isFirstInLine && at < round.closesAt
      ? rounds.keepPlaceWrite(round, entry)
      : rounds.leaveWrite(round, learnerId, at)
  const also = (): { also: readonly Write[] } => ({ also: [leaves(deps.clock.now())] })
  const intent = { type: 'LeaveRound', journeyId, round: round.id } as const
  return (await executeCommand(deps, learnerId, intent, also)).outcome === 'done'
}
