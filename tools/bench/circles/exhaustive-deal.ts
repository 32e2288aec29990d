import { type Joiner, poolOf } from '../../../shared/domain/circles/pool.ts'
import { costOf, largestGroup, smallestGroup } from '../../../shared/domain/circles/score.ts'

/** The score of a person who waits. */
const waitingCosts = 1e6

const bitsOf = (set: number): number[] => Array.from({ length: 12 }, (_, i) => i).filter(i => set & (1 << i))

/** Yields every subset of a set that contains the set's lowest member. */
function* withLowest(set: number): Generator<number> {
  const lowest = set & -set
  const rest = set ^ lowest
  for (let some = rest; ; some = (some - 1) & rest) {
    yield some | lowest
    if (some === 0) return
  }
}

const maySize = (size: number, largest: number): boolean =>
  size === 1 || (size >= smallestGroup && size <= largest)

/**
 * The lowest score of any deal of up to twelve people into this many groups, by exhaustive search. If nobody has to
 * wait, groups are as even as possible.
 */
export function leastCost(joiners: readonly Joiner[], groups: number): number {
  const pool = poolOf(joiners, 'any')
  const known = new Map<number, number>()
  const costOfSet = (set: number): number => {
    const cost = known.get(set) ?? costOf(pool, bitsOf(set))
    known.set(set, cost)
    return cost
  }
  const search = (left: number, groupsLeft: number, largest: number): number => {
    if (left === 0) return 0
    let least = Number.POSITIVE_INFINITY
    for (const set of withLowest(left)) {
      const { length } = bitsOf(set)
      if (!maySize(length, largest) || (length > 1 && groupsLeft === 0)) continue
      const cost = costOfSet(set)
      if (cost >= least) continue
      least = Math.min(least, cost + search(left ^ set, groupsLeft - Number(length > 1), largest))
    }
    return least
  }
  const everybody = 2 ** joiners.length - 1
  const even = search(everybody, groups, Math.ceil(joiners.length / groups))
  const isAnyoneLeft = even >= waitingCosts
  return isAnyoneLeft ? search(everybody, groups, largestGroup) : even
}
