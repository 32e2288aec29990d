import type { Pool } from './pool.ts'

/** The fewest people in a group. Some of the people invited will say no. */
export const smallestGroup = 4
/** The most people in a group. */
export const largestGroup = 7
/** The number of sectors a group should have, if the pool allows. */
const wantedSectors = 3
/** A group of a single sector would introduce nobody to another sector. */
const fewestSectors = 2
/** A person has company if this many others of the group share a part of the day with them. */
const companyAtAnHour = 2

/**
 * What is wrong with a group, as one score: lower is better. Each weight exceeds the most that all later ones can add
 * up to in the two groups that a swap changes.
 */
const weights = {
  /** A single sector, too few or too many people. No group of a deal has this. */
  noGroup: 1e11,
  /** Two people who must not be together. No group of a deal has this. */
  refused: 1e9,
  /** A person waits for the next round. Counts twice for a person who waited last time. */
  waits: 1e6,
  /** Each sector short of three. */
  missingSector: 80_000,
  /** Each person short of company at a common part of the day. */
  missingCompany: 2500,
  /** A pair who were in a circle before. */
  again: 50,
  /** A pair with the same employer. */
  colleagues: 1,
}

/** Indexes of the people in a group. A group of one waits for the next round. */
export type Group = readonly number[]

function sectorsIn(pool: Pool, group: Group): number {
  const seen: unknown[] = []
  for (const one of group) {
    const sector = pool.joiners[one]?.sector
    if (!seen.includes(sector)) seen.push(sector)
  }
  return seen.length
}

/** How many more people would have to share a part of the day with this person. */
function missingCompany({ parts }: Pool, group: Group, one: number): number {
  let others = -1
  for (const other of group) if (((parts[one] ?? 0) & (parts[other] ?? 0)) !== 0) others += 1
  return Math.max(0, companyAtAnHour - others)
}

function missingCompanyIn(pool: Pool, group: Group): number {
  let missing = 0
  for (const one of group) missing += missingCompany(pool, group, one)
  return missing
}

/** The number of pairs of a group that satisfy the predicate. */
function pairsIn(group: Group, isOne: (one: number, other: number) => boolean): number {
  let count = 0
  for (let i = 0; i < group.length; i += 1)
    for (let j = 0; j < i; j += 1) if (isOne(group[i] ?? 0, group[j] ?? 0)) count += 1
  return count
}

/** The number of pairs of a group with the same employer. */
const colleaguesIn = ({ joiners }: Pool, group: Group): number =>
  pairsIn(group, (one, other) => {
    const employer = joiners[one]?.employer
    return employer !== undefined && employer === joiners[other]?.employer
  })

/** Whether two people are a pair in these lists, on either side. */
const isPair = ({ marks }: Pool, lists: Pool['before'], one: number, other: number): boolean =>
  (lists[one]?.includes(marks[other] ?? 0) ?? false) || (lists[other]?.includes(marks[one] ?? 0) ?? false)

/** The number of pairs of a group who were in a circle before. */
export const repeatsIn = (pool: Pool, group: Group): number =>
  pairsIn(group, (one, other) => isPair(pool, pool.before, one, other))

const refusedIn = (pool: Pool, group: Group): number =>
  pairsIn(group, (one, other) => isPair(pool, pool.notWith, one, other))

const ofWaiting = (pool: Pool, one: number): number =>
  weights.waits * (pool.joiners[one]?.isFirstInLine ? 2 : 1)

/** The score of a group's mix of people, without who has met whom. It is cheap, and often enough to reject a swap. */
export function costOfMix(pool: Pool, group: Group): number {
  if (group.length === 1) return ofWaiting(pool, group[0] ?? 0)
  const sectors = sectorsIn(pool, group)
  const isGroup = sectors >= fewestSectors && group.length >= smallestGroup && group.length <= largestGroup
  return (
    weights.noGroup * Number(!isGroup) +
    weights.missingSector * Math.max(0, wantedSectors - sectors) +
    weights.missingCompany * missingCompanyIn(pool, group) +
    weights.colleagues * colleaguesIn(pool, group)
  )
}

/** The score of a group's ties: who has met whom, and who refuses whom. */
export const costOfTies = (pool: Pool, group: Group): number =>
  weights.refused * refusedIn(pool, group) + weights.again * repeatsIn(pool, group)

/** The score of a group. */
export const costOf = (pool: Pool, group: Group): number => costOfMix(pool, group) + costOfTies(pool, group)

/** Whether the group breaks a rule that no deal may break. */
export const isBroken = (pool: Pool, group: Group): boolean => costOf(pool, group) >= weights.refused

/** The score of a deal. */
export const costOfAll = (pool: Pool, groups: readonly Group[]): number =>
  groups.reduce((sum, group) => sum + costOf(pool, group), 0)
