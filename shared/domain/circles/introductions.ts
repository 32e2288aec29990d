import { mixedHashOf } from '../hash.ts'
import type { LearnerId } from '../ids.ts'
import type { Sector } from '../sectors.ts'
import { type Circle, introduce } from './circle.ts'
import type { Proposal, ProposalEvent } from './proposal.ts'

/** From this many people on, two circles are made. Three to five is the size of a conversation. */
const splitFrom = 6

interface Agreed {
  id: LearnerId
  sector: Sector
}

const areAcross = (people: readonly Agreed[]): boolean =>
  new Set(people.map(({ sector }) => sector)).size >= 2

/** By sector, the largest first. */
function bySector(people: readonly Agreed[]): Agreed[] {
  const count = (sector: Sector): number => people.filter(one => one.sector === sector).length
  const order = ({ id, sector }: Agreed): string => `${99 - count(sector)} ${sector} ${id}`
  return people.toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
}

/** Splits people in two by sector; does not split them if one half would have a single sector. */
function halves(people: readonly Agreed[]): (readonly Agreed[])[] {
  const inOrder = bySector(people)
  const two = [0, 1].map(half => inOrder.filter((_, place) => place % 2 === half))
  return two.every(areAcross) ? two : [inOrder]
}

/** The circles among the people who said yes. Empty if they are of fewer than two sectors. */
export function introductionsOf(agreed: readonly Agreed[]): LearnerId[][] {
  if (!areAcross(agreed)) return []
  const circles = agreed.length < splitFrom ? [agreed] : halves(agreed)
  return circles.map(circle => circle.map(({ id }) => id).toSorted())
}

/** The circles that a closed proposal becomes, with their ids. The hosting order is random but the same on every call. */
export function circlesOf(
  { id, invited, acquainted = [] }: Proposal,
  { at, circles }: Extract<ProposalEvent, { type: 'ProposalClosed' }>,
): Circle[] {
  return circles.map((circle, place) => {
    const circleId = `${id}.${place}`
    const rank = (one: Agreed): number => mixedHashOf(`${circleId}#${one.id}`)
    const members = invited.filter(one => circle.includes(one.id)).toSorted((a, b) => rank(a) - rank(b))
    const repeats = acquainted.filter(two => two.every(one => circle.includes(one))).length
    return introduce(circleId, members, at, repeats)
  })
}
