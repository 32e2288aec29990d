import * as fc from 'fast-check'
import { type Deal, deal } from '../../../shared/domain/circles/deal.ts'
import { type Joiner, poolOf } from '../../../shared/domain/circles/pool.ts'
import { costOfAll, largestGroup } from '../../../shared/domain/circles/score.ts'
import { leastCost } from './exhaustive-deal.ts'
import { pools } from './joiner-pools.ts'

/** Results for pools that are small enough for exhaustive search. */
interface SmallPools {
  pools: number
  /** The number of these with an optimal deal. */
  best: number
  /** The number of these whose score is at most 5 % above the optimum. */
  within5Percent: number
}

/** The score of a deal. A person who waits counts as a group of one. */
export function scoreOf(joiners: readonly Joiner[], { groups, waiting }: Deal): number {
  const pool = poolOf(joiners, 'any')
  const numbers = new Map(pool.joiners.map(({ id }, number) => [id, number]))
  const all = [...groups, ...waiting.map(id => [id])]
  return costOfAll(
    pool,
    all.map(group => group.map(id => numbers.get(id) ?? -1)),
  )
}

/** Deals small pools of all kinds, and searches the best deal of each exhaustively. */
export function measureSmallPools(): SmallPools {
  const scores = fc.sample(pools(4, 12), { numRuns: 300, seed: 11 }).map(joiners => ({
    reached: scoreOf(joiners, deal(joiners, 'small')),
    least: leastCost(joiners, Math.ceil(joiners.length / largestGroup)),
  }))
  return {
    pools: scores.length,
    best: scores.filter(({ reached, least }) => reached <= least).length,
    within5Percent: scores.filter(({ reached, least }) => reached <= 1.05 * least).length,
  }
}
