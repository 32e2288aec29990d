import { actInCircle, actOnProposal, type CircleDeps } from '../../../shared/application/circles/act.ts'
import type { Instant, LearnerId } from '../../../shared/domain/ids.ts'
import { circleTieStore, metSince } from '../../../shared/store/circle-ties.ts'
import { allWaitingGroups, groupsKeptFor } from '../../../shared/store/circles.ts'
import type { Gap } from '../../../shared/store/evidence.ts'
import type { Partition } from '../../../shared/store/scan.ts'
import { unlessUnreadable } from '../../../shared/store/unreadable-row.ts'
import { circleDeps } from '../circles/circle-deps.ts'
import type { OperatorDeps } from '../deps.ts'

/** Later than every due time: selects everything that waits. */
const ever = Number.MAX_SAFE_INTEGER

/** Whether a group is active: a proposal with people in it, or a circle. */
async function isUnderWay({ proposals, circles }: CircleDeps, id: string): Promise<boolean> {
  const [proposal, circle] = [(await proposals.find(id))?.state, (await circles.find(id))?.state]
  const isOpen = proposal?.closedAt === undefined && proposal?.invited.some(({ isGone }) => !isGone)
  return isOpen === true || (circle !== undefined && circle.endedAt === undefined)
}

/** Ends a proposal without introductions, because it is unknown who said no or left in the gap. */
async function endProposal(deps: CircleDeps, id: string, at: Instant): Promise<LearnerId[]> {
  const invited = (await deps.proposals.find(id))?.state.invited ?? []
  for (const { id: learnerId } of invited) await actOnProposal(deps, id, { type: 'Go', learnerId, at })
  return invited.map(one => one.id)
}

/** Ends a circle, because it is unknown who left or reported it in the gap. Its members have each other's addresses. */
async function endCircle(deps: CircleDeps, id: string, at: Instant): Promise<LearnerId[]> {
  const members = (await deps.circles.find(id))?.state.members ?? []
  if (members.length > 0) await actInCircle(deps, id, { type: 'End', at })
  return members.map(one => one.id)
}

/** The number of ended groups, and why others could not be read. */
interface EndedOfGap {
  circles: number
  unreadable: string[]
}

/**
 * Ends the proposals and circles that were active when the table was saved. Their people are kept apart from now on,
 * because they may have chosen in the gap not to meet again. Idempotent.
 */
export async function endCirclesOfGap(deps: OperatorDeps, { dry }: { dry: boolean }): Promise<EndedOfGap> {
  const { table, clock } = deps
  const groups = circleDeps(deps)
  const ids: string[] = []
  const unreadable: string[] = []
  for (const id of await allWaitingGroups(table, ever))
    if (await unlessUnreadable(isUnderWay(groups, id), row => unreadable.push(row.message))) ids.push(id)
  const ended = { circles: ids.length, unreadable }
  if (dry) return ended
  const [ties, at] = [circleTieStore(table), clock.now()]
  for (const id of ids) {
    const people = [...(await endProposal(groups, id, at)), ...(await endCircle(groups, id, at))]
    for (const [place, one] of people.entries())
      for (const other of people.slice(place + 1)) await ties.keepApart(one, other, at)
  }
  return ended
}

/**
 * Keeps people apart who were in a circle whose page could be opened in the gap, even if it was over, because they
 * may have chosen there not to meet again. Idempotent.
 * @returns the number of such pairs in a partition.
 */
export async function keepMetApart(
  { table, clock }: OperatorDeps,
  { rows }: Partition,
  { from }: Gap,
  { dry }: { dry: boolean },
): Promise<number> {
  const met = rows.flatMap(row => {
    const two = metSince(row, from - groupsKeptFor)
    return two ? [two] : []
  })
  if (!dry) for (const [one, other] of met) await circleTieStore(table).keepApart(one, other, clock.now())
  return met.length
}
