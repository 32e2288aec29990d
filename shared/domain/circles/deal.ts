import { mixedHashOf } from '../hash.ts'
import type { LearnerId } from '../ids.ts'
import { dealRound } from './deal-round.ts'
import { type Joiner, type Pool, poolOf } from './pool.ts'
import { costOfAll } from './score.ts'
import { type Effort, improve, mended, placesOf } from './swaps.ts'

/** The result of a deal. Every joiner is in one group or waits. */
export interface Deal {
  /** Each sorted by id; the groups sorted by their first id. */
  groups: readonly (readonly LearnerId[])[]
  /** People who could not be placed, sorted by id. They are first in line for the next round. */
  waiting: readonly LearnerId[]
}

/** The number of swaps tried in a round, whatever its size; at least `fewestTries` for each person. */
const triesInARound = 1_500_000
const fewestTries = 12
const roundsOfSwaps = 12
/** How often a small pool starts again from a shuffled deal, since swaps alone may get stuck in a local optimum. */
const mostStarts = 200

function effortFor(people: number): Effort & { starts: number } {
  const each = Math.max(fewestTries, triesInARound / Math.max(1, people))
  const rounds = Math.min(roundsOfSwaps, Math.max(2, Math.round(each / fewestTries)))
  const reach = Math.max(1, Math.min(people - 1, Math.floor(each / rounds)))
  const starts = Math.max(1, Math.min(mostStarts, Math.floor(each / (reach * rounds))))
  return { reach, rounds, starts }
}

function settled(pool: Pool, groups: number[][], effort: Effort): number[][] {
  improve(placesOf(pool, groups), effort)
  const whole = mended(pool, groups)
  if (whole !== groups) improve(placesOf(pool, whole), effort)
  return whole
}

/** Exchanges a few people at random (by hash of `by`). */
function shaken(groups: readonly number[][], by: string): number[][] {
  const copy = groups.map(group => [...group])
  const places = copy.flatMap((group, of) => group.map((_, at) => ({ of: copy[of] ?? [], at })))
  const swaps = 2 + (mixedHashOf(by) % 5)
  for (let swap = 0; swap < swaps; swap += 1) {
    const [one, other] = ['from', 'to'].map(
      end => places[mixedHashOf(`${by}#${swap}#${end}`) % places.length],
    )
    if (!one || !other) continue
    const moved = one.of[one.at] ?? 0
    one.of[one.at] = other.of[other.at] ?? 0
    other.of[other.at] = moved
  }
  return copy
}

function best(pool: Pool, seed: string): number[][] {
  const { starts, ...effort } = effortFor(pool.joiners.length)
  let found = settled(pool, dealRound(pool), effort)
  let least = costOfAll(pool, found)
  for (let start = 1; start < starts && least > 0; start += 1) {
    const groups = settled(pool, shaken(found, `${seed}#${start}`), effort)
    const cost = costOfAll(pool, groups)
    if (cost < least) [found, least] = [groups, cost]
  }
  return found
}

/**
 * Deals the people who joined a round into groups of about six: in turn, by sector, the largest first; then swaps
 * people while the score (`score.ts`) improves.
 * @param seed the same seed and people give the same groups, in whatever order the people are passed.
 */
export function deal(joiners: readonly Joiner[], seed: string): Deal {
  const pool = poolOf(joiners, seed)
  const named = best(pool, seed).map(group => group.map(one => pool.joiners[one]?.id ?? '').toSorted())
  const byFirst = named.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1))
  return {
    groups: byFirst.filter(({ length }) => length > 1),
    waiting: byFirst.filter(({ length }) => length === 1).flat(),
  }
}
