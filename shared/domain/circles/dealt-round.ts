import type { Instant, JourneyId, LearnerId } from '../ids.ts'
import type { CalendarDay } from '../preferences.ts'
import { deal } from './deal.ts'
import { pairsWithin } from './pairs.ts'
import type { Joiner } from './pool.ts'
import { type Proposal, propose } from './proposal.ts'

/** The result of a dealt round. */
export interface Outcome {
  proposals: readonly Proposal[]
  /** People who could not be placed and are first in line for the next round. */
  waiting: readonly LearnerId[]
}

/** The id of the group at a place in a round. */
export const groupId = (journeyId: JourneyId, round: CalendarDay, place: number): string =>
  `${journeyId}.${round}.${place}`

/**
 * Proposes the groups of a round. The same people always give the same proposals with the same ids, so that a crash
 * while they are being written leaves nobody in two groups.
 * @param smallestPool with fewer people than this no group is proposed, since there is too little choice.
 */
export function proposalsOf(
  round: { journeyId: JourneyId; id: CalendarDay; at: Instant },
  joiners: readonly Joiner[],
  smallestPool: number,
): Outcome {
  if (joiners.length < smallestPool) return { proposals: [], waiting: joiners.map(({ id }) => id).toSorted() }
  const name = `${round.journeyId}.${round.id}`
  const { groups, waiting } = deal(joiners, name)
  const joinerBy = new Map(joiners.map(joiner => [joiner.id, joiner]))
  const knows = (one: LearnerId, other: LearnerId) => joinerBy.get(one)?.before.includes(other) ?? false
  const proposals = groups.map((group, place) => {
    const invited = group.flatMap(id => joinerBy.get(id) ?? [])
    const acquainted = pairsWithin(group).filter(([one, other]) => knows(one, other) || knows(other, one))
    return propose(groupId(round.journeyId, round.id, place), invited, round.at, acquainted)
  })
  return { proposals, waiting }
}
