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

/**
 * All learners with the same mailbox. A person who signed up again with another spelling of their address is the same
 * person.
 */
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

/** Withdraws them from the open round, and from dealt groups that nobody has been asked about. */
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
 * Takes them out of every active proposal and circle. The bar takes them out of unreadable ones once these can be
 * read.
 * @returns the number of groups.
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

/**
 * The most keys that are barred in one write, leaving room for the row with the email (DynamoDB writes at most 100
 * rows at once).
 */
const barredAtOnce = 50

/**
 * Bars people and requests one email to the mailbox in the same write, so that a barred person is always told.
 * @returns whether the email goes out. No email reaches people who have left or whose emails bounce.
 */
async function notifyRemoved(
  deps: OperatorDeps,
  readers: readonly LearnerRecord[],
  bar: readonly Write[],
): Promise<boolean> {
  for (const { learner } of readers) {
    const { outcome } = await executeCommand(deps, learner.id, { type: 'NotifyRemoved' }, () => ({
      also: bar,
    }))
    if (outcome !== 'not-a-learner') return true
  }
  return false
}

/**
 * How a person is told that they were removed. `barred-before`: earlier, when they were barred, if an email reached
 * them then.
 */
export type Told = 'by-email' | 'barred-before' | 'no-email-reaches-them'

/** Bars everybody who reads a mailbox from circles, and emails them about it once. */
async function barAndTell(deps: OperatorDeps, readers: readonly LearnerRecord[]): Promise<Told> {
  const [addresses, store, at] = [await deps.addresses(), barredStore(deps.table), deps.clock.now()]
  const keys = [...new Set(readers.flatMap(one => barKeys(addresses, one)))]
  const own = readers.slice(0, 1).flatMap(one => barKeys(addresses, one))
  // If the bars cannot be read, the person is removed nevertheless. A second email is the lesser harm.
  const before = await unlessUnreadable(store.of(own, at))
  const isBarred = before?.circles !== undefined
  const bar = barWrites(keys.slice(0, barredAtOnce), 'circles', at)
  const isTold = !isBarred && (await notifyRemoved(deps, readers, bar))
  for (let from = 0; from < keys.length; from += barredAtOnce)
    await store.bar(keys.slice(from, from + barredAtOnce), 'circles', at)
  if (isBarred) return 'barred-before'
  return isTold ? 'by-email' : 'no-email-reaches-them'
}

/** The result of removing a person. */
interface Removed {
  /** The proposals and circles that they were in. */
  groups: number
  told: Told
  /** Why other groups could not be read. If the person is in one, they leave it once a release can read it. */
  unreadable: readonly string[]
}

/** Removes a person from circles under all spellings of their address, and bars them from joining again. */
export async function removeFromCircles(deps: OperatorDeps, record: LearnerRecord): Promise<Removed> {
  const readers = await readersOfMailbox(deps, record)
  // First, so that a run of `deal-circles` at this moment takes the bar into account.
  const told = await barAndTell(deps, readers)
  const unreadable = new Set<string>()
  let groups = 0
  for (const one of readers) {
    await outOfRounds(deps, one)
    groups += await outOfGroups(deps, one, row => unreadable.add(row.message))
  }
  return { groups, told, unreadable: [...unreadable] }
}

/**
 * Readmits all learners with the mailbox. The learner whom the operator named comes last, so that a repeat finishes
 * an interrupted run.
 */
export async function readmitToCircles(deps: OperatorDeps, record: LearnerRecord): Promise<void> {
  const [addresses, store] = [await deps.addresses(), barredStore(deps.table)]
  const readers = await readersOfMailbox(deps, record)
  for (const one of readers.toReversed()) await store.lift(barKeys(addresses, one), 'circles')
}
