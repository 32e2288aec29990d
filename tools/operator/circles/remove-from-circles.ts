import { actInCircle, actOnProposal } from '../../../shared/application/circles/act.ts'
import { executeCommand } from '../../../shared/application/execute-command.ts'
import { barKeys } from '../../../shared/application/reflections/barred.ts'
import { roundAt } from '../../../shared/domain/circles/round.ts'
import { barredStore } from '../../../shared/store/barred.ts'
import { allWaitingGroups } from '../../../shared/store/circles.ts'
import { everybody } from '../../../shared/store/everybody.ts'
import type { LearnerRecord } from '../../../shared/store/learner-record.ts'
import { roundStore } from '../../../shared/store/rounds.ts'
import { type CannotRead, unlessUnreadable } from '../../../shared/store/unreadable-row.ts'
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
  cannotRead: CannotRead,
): Promise<number> {
  const now = deps.clock.now()
  const groups = circleDeps(deps)
  const gone = { type: 'Go', learnerId: learner.id, at: now } as const
  let left = 0
  for (const one of await allWaitingGroups(deps.table, Number.MAX_SAFE_INTEGER)) {
    const outcomes = [
      await unlessUnreadable(actOnProposal(groups, one, gone), cannotRead),
      await unlessUnreadable(actInCircle(groups, one, gone), cannotRead),
    ]
    if (outcomes.includes('done')) left += 1
  }
  return left
}

/** By one email to the mailbox. @returns whether it goes out: no email reaches whoever has left, or whose emails come back. */
async function tellRemoved(deps: OperatorDeps, readers: readonly LearnerRecord[]): Promise<boolean> {
  for (const { learner } of readers) {
    const { outcome } = await executeCommand(deps, learner.id, { type: 'TellRemoved' })
    if (outcome !== 'not-a-learner') return true
  }
  return false
}

/** What taking somebody out of circles came to. */
interface Removed {
  /** The proposals and circles that they were in. */
  groups: number
  isTold: boolean
  /** Why others could not be read: if they are in one, they are out of it once a release reads it. */
  unreadable: readonly string[]
}

/** Takes somebody out of circles, under whatever spelling of their address, and bars them from more. */
export async function removeFromCircles(deps: OperatorDeps, record: LearnerRecord): Promise<Removed> {
  const [addresses, store, now] = [await deps.addresses(), barredStore(deps.table), deps.clock.now()]
  const isToldBefore = (await store.of(barKeys(addresses, record), now)).circles !== undefined
  const readers = await readersOfMailbox(deps, record)
  // First, so that whoever is leading a group on at this moment takes them out by it.
  for (const one of readers) await store.bar(barKeys(addresses, one), 'circles', now)
  // Right behind it: whoever repeats this after a fault tells nobody again who was barred before.
  const isTold = isToldBefore || (await tellRemoved(deps, readers))
  const unreadable = new Set<string>()
  let groups = 0
  for (const one of readers) {
    await outOfRounds(deps, one)
    groups += await outOfGroups(deps, one, row => unreadable.add(row.message))
  }
  return { groups, isTold, unreadable: [...unreadable] }
}
