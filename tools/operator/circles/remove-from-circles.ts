import { actInCircle, actOnProposal } from '../../../shared/application/circles/act.ts'
import { executeCommand } from '../../../shared/application/execute-command.ts'
import { barKeys } from '../../../shared/application/reflections/barred.ts'
import { roundAt } from '../../../shared/domain/circles/round.ts'
import { barredStore, barWrites } from '../../../shared/store/barred.ts'
import { allWaitingGroups } from '../../../shared/store/circles.ts'
import { everybody } from '../../../shared/store/everybody.ts'
import type { LearnerRecord } from '../../../shared/store/learner-record.ts'
import { roundStore } from '../../../shared/store/rounds.ts'
import type { Write } from '../../../shared/store/table.ts'
import { type OnUnreadable, unlessUnreadable } from '../../../shared/store/unreadable-row.ts'
import type { OperatorDeps } from '../deps.ts'
import { circleDeps } from './circle-deps.ts'

/** Everybody who reads the same mailbox: whoever signed up once more, under another spelling of their address, is the same person. */
async function readersOfMailbox(deps: OperatorDeps, record: LearnerRecord): Promise<LearnerRecord[]> {
  const addresses = await deps.addresses()
  const keys = new Set(barKeys(addresses, record))
  const found = [record]
  for await (const { found: one } of everybody(deps.table)) {
    if (one?.is !== 'readable' || one.record.learner.id === record.learner.id) continue
    if (barKeys(addresses, one.record).some(key => keys.has(key))) found.push(one.record)
  }
  return found
}

/** Out of the round that is open, and of what was dealt and has asked nobody yet. */
async function outOfRounds(deps: OperatorDeps, { learner }: LearnerRecord): Promise<void> {
  const [rounds, now] = [roundStore(deps.table), deps.clock.now()]
  for (const journeyId of Object.keys(learner.enrolments)) {
    const head = await deps.library.head(journeyId)
    if (!head) continue
    const round = { journeyId, ...roundAt(now, head.journey.zone) }
    await deps.table.write(rounds.leaveWrite(round, learner.id, now))
  }
}

/**
 * Gone from every proposal and circle that is under way; from one that cannot be read once it can, by the bar.
 * @returns how many those were.
 */
async function outOfGroups(
  deps: OperatorDeps,
  { learner }: LearnerRecord,
  onUnreadable: OnUnreadable,
): Promise<number> {
  const now = deps.clock.now()
  const groups = circleDeps(deps)
  const gone = { type: 'Go', learnerId: learner.id, at: now } as const
  let left = 0
  for (const one of await allWaitingGroups(deps.table, Number.MAX_SAFE_INTEGER)) {
    const outcomes = [
      await unlessUnreadable(actOnProposal(groups, one, gone), onUnreadable),
      await unlessUnreadable(actInCircle(groups, one, gone), onUnreadable),
    ]
    if (outcomes.includes('done')) left += 1
  }
  return left
}

/** So many keys are barred in one write, with room for the rows of somebody's email (DynamoDB writes at most 100 rows at once). */
const barredAtOnce = 50

/**
 * By one email to the mailbox, in one write with the bar: whoever is barred is told, wherever a fault cuts this off.
 * @returns whether it goes out: no email reaches whoever has left, or whose emails come back.
 */
async function notifyRemoved(
  deps: OperatorDeps,
  readers: readonly LearnerRecord[],
  bar: readonly Write[],
): Promise<boolean> {
  for (const { learner } of readers) {
    const { outcome } = await executeCommand(deps, learner.id, { type: 'NotifyRemoved' }, () => ({ also: bar }))
    if (outcome !== 'not-a-learner') return true
  }
  return false
}

/** How somebody is told that they were removed. `barred-before`: once, when they were barred, if an email reached them then. */
export type Told = 'by-email' | 'barred-before' | 'no-email-reaches-them'

/** Bars all who read a mailbox, and tells them of it once. */
async function barAndTell(deps: OperatorDeps, readers: readonly LearnerRecord[]): Promise<Told> {
  const [addresses, store, at] = [await deps.addresses(), barredStore(deps.table), deps.clock.now()]
  const keys = [...new Set(readers.flatMap(one => barKeys(addresses, one)))]
  const own = readers.slice(0, 1).flatMap(one => barKeys(addresses, one))
  // What cannot be read of it keeps nobody from being removed: a second email is the lesser harm.
  const before = await unlessUnreadable(store.of(own, at))
  const isBarred = before?.circles !== undefined
  const bar = barWrites(keys.slice(0, barredAtOnce), 'circles', at)
  const isTold = !isBarred && (await notifyRemoved(deps, readers, bar))
  for (let from = 0; from < keys.length; from += barredAtOnce)
    await store.bar(keys.slice(from, from + barredAtOnce), 'circles', at)
  if (isBarred) return 'barred-before'
  return isTold ? 'by-email' : 'no-email-reaches-them'
}

/** What taking somebody out of circles came to. */
interface Removed {
  /** The proposals and circles that they were in. */
  groups: number
  told: Told
  /** Why others could not be read: if they are in one, they are out of it once a release reads it. */
  unreadable: readonly string[]
}

/** Takes somebody out of circles, under whatever spelling of their address, and bars them from more. */
export async function removeFromCircles(deps: OperatorDeps, record: LearnerRecord): Promise<Removed> {
  const readers = await readersOfMailbox(deps, record)
  // First, so that whoever is leading a group on at this moment takes them out by it.
  const told = await barAndTell(deps, readers)
  const unreadable = new Set<string>()
  let groups = 0
  for (const one of readers) {
    await outOfRounds(deps, one)
    groups += await outOfGroups(deps, one, row => unreadable.add(row.message))
  }
  return { groups, told, unreadable: [...unreadable] }
}

/** Lets all who read a mailbox back. Whom an operator named comes last, so that a repeat finds what a fault has cut off. */
export async function readmitToCircles(deps: OperatorDeps, record: LearnerRecord): Promise<void> {
  const [addresses, store] = [await deps.addresses(), barredStore(deps.table)]
  const readers = await readersOfMailbox(deps, record)
  for (const one of readers.toReversed()) await store.lift(barKeys(addresses, one), 'circles')
}
