import type { LearnerId } from '../ids.ts'
import type { Sector } from '../sectors.ts'

/** How many pairs a set of people has, and how many of them are of two sectors. */
export interface PairCounts {
  pairs: number
  across: number
}

const pairsAmong = (people: number): number => (people * (people - 1)) / 2

/** All pairs of people who work in these sectors. */
export function countPairs(people: readonly Sector[]): PairCounts {
  const bySector = [...Map.groupBy(people, sector => sector).values()]
  const within = bySector.reduce((sum, { length }) => sum + pairsAmong(length), 0)
  const pairs = pairsAmong(people.length)
  return { pairs, across: pairs - within }
}

/** Two people, in any order. */
export type LearnerPair = readonly [LearnerId, LearnerId]

/** All pairs of these people. */
export const pairsWithin = (people: readonly LearnerId[]): LearnerPair[] =>
  people.flatMap((one, place) => people.slice(place + 1).map((other): LearnerPair => [one, other]))
