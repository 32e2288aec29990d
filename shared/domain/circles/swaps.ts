import type { Pool } from './pool.ts'
import { costOf, costOfAll, costOfMix, costOfTies, isBroken, largestGroup } from './score.ts'

/** The groups while people are being swapped. */
export interface Places {
  readonly pool: Pool
  readonly groups: number[][]
  /** The group of each person. */
  readonly groupOf: Int32Array
  /** The cost of each group. */
  readonly costs: Float64Array
}

/** @param groups is modified by the swaps. */
export function placesOf(pool: Pool, groups: number[][]): Places {
  const groupOf = new Int32Array(pool.joiners.length)
  for (const [place, group] of groups.entries()) for (const one of group) groupOf[one] = place
  return { pool, groups, groupOf, costs: Float64Array.from(groups, group => costOf(pool, group)) }
}

function replace(group: number[], one: number, other: number): void {
  group[group.indexOf(one)] = other
}

/** Swaps two people if that improves the score. */
function trySwap({ pool, groups, groupOf, costs }: Places, one: number, other: number): boolean {
  const [from, to] = [groupOf[one] ?? 0, groupOf[other] ?? 0]
  const [left, right] = [groups[from], groups[to]]
  if (from === to || !left || !right) return false
  const before = (costs[from] ?? 0) + (costs[to] ?? 0)
  replace(left, one, other)
  replace(right, other, one)
  let [costOfLeft, costOfRight] = [costOfMix(pool, left), costOfMix(pool, right)]
  if (costOfLeft + costOfRight < before) {
    costOfLeft += costOfTies(pool, left)
    costOfRight += costOfTies(pool, right)
  }
  if (costOfLeft + costOfRight >= before) {
    replace(left, other, one)
    replace(right, one, other)
    return false
  }
  groupOf[one] = to
  groupOf[other] = from
  costs[from] = costOfLeft
  costs[to] = costOfRight
  return true
}

/** How hard to search: with how many others each person tries to swap, and in how many rounds. */
export interface Effort {
  reach: number
  rounds: number
}

/**
 * Swaps people while that improves the score. The candidates of a person are spread evenly over the pool, which is in
 * random order, and differ in each round.
 */
export function improve(places: Places, { reach, rounds }: Effort): void {
  const people = places.groupOf.length
  const step = Math.max(1, Math.floor((people - 1) / reach))
  for (let round = 0; round < rounds; round += 1) {
    let improved = false
    for (let one = 0; one < people; one += 1)
      for (let ahead = 1 + (round % step); ahead < people; ahead += step) {
        if ((places.costs[places.groupOf[one] ?? 0] ?? 0) === 0) break
        if (trySwap(places, one, (one + ahead) % people)) improved = true
      }
    if (!improved && step === 1) return
  }
}

/** The group with one person taken out to wait, chosen so that the score is lowest. */
function withoutOne(pool: Pool, group: readonly number[]): number[][] {
  const ways = group.map(one => [group.filter(other => other !== one), [one]])
  return ways.toSorted((a, b) => costOfAll(pool, a) - costOfAll(pool, b))[0] ?? []
}

/** Takes people out of a group that breaks a rule, one after the other; all of them if nothing helps. */
function unbroken(pool: Pool, group: number[]): number[][] {
  if (group.length < 2 || !isBroken(pool, group)) return [group]
  const [rest = [], ...waiting] = withoutOne(pool, group)
  return [...unbroken(pool, rest), ...waiting]
}

/** Moves a waiting person into a group that has room for them. */
function seat(pool: Pool, groups: number[][], one: number): void {
  const free = groups.filter(({ length }) => length > 1 && length < largestGroup)
  const costs = free.map(group => ({
    group,
    more: costOf(pool, [...group, one]) - costOf(pool, group) - costOf(pool, [one]),
  }))
  const best = costs.toSorted((a, b) => a.more - b.more)[0]
  if (best && best.more < 0) best.group.push(one)
  else groups.push([one])
}

/**
 * Mends groups that break a rule: people who have to leave one get a place in another, or wait.
 * @returns the same array if no group breaks a rule.
 */
export function mended(pool: Pool, groups: number[][]): number[][] {
  let whole = groups
  for (const group of groups) {
    if (group.length < 2 || !isBroken(pool, group)) continue
    const apart = unbroken(pool, group)
    whole = [...whole.filter(other => other !== group), ...apart.filter(({ length }) => length > 1)]
    for (const [one] of apart.filter(({ length }) => length === 1))
      if (one !== undefined) seat(pool, whole, one)
  }
  return whole
}
