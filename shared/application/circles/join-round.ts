import type { AddressHasher } from '../../adapters/addresses.ts'
import { mailboxOf, normaliseAddress } from '../../contracts/email-address.ts'
import type { JoinRequest } from '../../contracts/round-form.ts'
import { type Entry, isActiveEntry } from '../../domain/circles/entry.ts'
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

/** Dependencies of joining a round. */
export interface JoiningDeps extends CommandDeps {
  /** Loaded on first use. */
  rounds: () => Promise<
    Pick<RoundStore, 'find' | 'joinWrite' | 'joinAnewWrite' | 'leaveWrite' | 'keepPlaceWrite'>
  >
  circleLibrary: CircleLibrary
  bars: BarsOf
  addresses: () => Promise<AddressHasher>
  /** Domains of webmail providers and the like, which say nothing of an employer. */
  sharedDomains: readonly string[]
}

/** The learner who joins, and the email whose link they used. */
export interface Joins {
  learnerId: LearnerId
  journeyId: JourneyId
  epoch: Epoch
  mailedAt: Instant
}

/** The open round of a journey; undefined if the journey is not published. */
export async function openRound(
  { clock, library }: Pick<CommandDeps, 'clock' | 'library'>,
  journeyId: JourneyId,
): Promise<RoundRef | undefined> {
  const head = await library.head(journeyId)
  return head && { journeyId, ...roundAt(clock.now(), head.journey.zone) }
}

/** Keyed hashes of the learner's mailbox, and of their employer's domain if it says something of an employer. */
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

/** The outcome of joining. */
export type JoinedRound =
  | 'off'
  /** An operator removed them from circles. */
  | 'removed'
  /** Whether an operator did cannot be read, so nobody joins unchecked. */
  | 'unread'
  | OutcomeOf<'JoinRound'>

/** Whether the learner has an entry in the round that cannot be read. */
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
 * Joins the open round. What others will see is stored with the event in one transaction. Earlier groups and refusals
 * are looked up when the round has closed.
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
 * Withdraws from a round, even if its entry cannot be read. A learner who is first in line keeps that place if they
 * join again before the closing.
 * @returns false if they were not in the round, or do not exist.
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
  if (!isUnread && !isActiveEntry(entry)) return false
  const leaves = (at: Instant): Write =>
    entry?.isFirstInLine && at < round.closesAt
      ? rounds.keepPlaceWrite(round, entry)
      : rounds.leaveWrite(round, learnerId, at)
  const also = (): { also: readonly Write[] } => ({ also: [leaves(deps.clock.now())] })
  const intent = { type: 'LeaveRound', journeyId, round: round.id } as const
  return (await executeCommand(deps, learnerId, intent, also)).outcome === 'done'
}
