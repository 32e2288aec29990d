import type { Pool } from './pool.ts'

/** A group has so many people at least. Of those whom it is proposed to, some say no. */
export const smallestGroup = 4
export const largestGroup = 7
/** So many sectors a group has, wherever the pool allows. */
const wantedSectors = 3
/** A group of one sector would introduce nobody to anybody. */
const fewestSectors = 2
/** Somebody has a common hour when so many others of their group share a part of the day with them. */
const companyAtAnHour = 2

/**
 * What is wrong with a group, by one score: the lower, the better. Each weight is more than all that comes after it can be in
 * the two groups that a swap changes.
 */
const weights = {
  /** One sector alone, too few people or too many: no group of a deal is such. */
  noGroup: 1e11,
  /** Two who must not be together: no group of a deal has any. */
  refused: 1e9,
  /** Somebody waits for the next round; twice as bad for who has waited for this one. */
  waits: 1e6,
  /** Each sector that is missing to three. */
  missingSector: 80_000,
  /** Each person who is missing to somebody's common hour. */
  missingCompany: 2500,
  /** Two who were together before. */
  again: 50,
  /** Two of one employer. */
  colleagues: 1,
}

/** Numbers of people who are together; one alone waits for the next round. */
export type Group = readonly number[]

function sectorsIn(pool: Pool, group: Group): number {
  const seen: unknown[] = []
  for (const one of group) {
    const sector = pool.joiners[one]?.sector
    if (!seen.includes(sector)) seen.push(sector)
  }
  return seen.length
}

/** How many more would have to share a part of the day with somebody. */
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

/** How many pairs of a group are like this. */
function pairsIn(group: Group, isOne: (one: number, other: number) => boolean): number {
  let count = 0
  for (let i = 0; i < group.length; i += 1)
    for (let j = 0; j < i; j += 1) if (isOne(group[i] ?? 0, group[j] ?? 0)) count += 1
  return count
}

/** How many pairs of a group work for one employer. */
const colleaguesIn = ({ joiners }: Pool, group: Group): number =>
  pairsIn(group, (one, other) => {
    const employer = joiners[one]?.employer
    return employer !== undefined && employer === joiners[other]?.employer
  })

/** Whether two are a pair, on whichever side it stands. */
const isPair = ({ marks }: Pool, lists: Pool['before'], one: number, other: number): boolean =>
  (lists[one]?.includes(marks[other] ?? 0) ?? false) || (lists[other]?.includes(marks[one] ?? 0) ?? false)

/** How many pairs of a group were together before. */
export const repeatsIn = (pool: Pool, group: Group): number =>
  pairsIn(group, (one, other) => isPair(pool, pool.before, one, other))

const refusedIn = (pool: Pool, group: Group): number =>
  pairsIn(group, (one, other) => isPair(pool, pool.notWith, one, other))

const ofWaiting = (pool: Pool, one: number): number =>
  weights.waits * (pool.joiners[one]?.isFirstInLine ? 2 : 1)

/** What a group costs by who is in it, without whom they know: quick to say, and often enough to see that a swap is no good. */
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

/** What a group costs by who has met whom, and who will not. */
export const costOfTies = (pool: Pool, group: Group): number =>
  weights.refused * refusedIn(pool, group) + weights.again * repeatsIn(pool, group)

/** The score of a group. */
export const costOf = (pool: Pool, group: Group): number => costOfMix(pool, group) + costOfTies(pool, group)

/** Whether people may be together at all. */
export const isBroken = (pool: Pool, group: Group): boolean => costOf(pool, group) >= weights.refused

/** The score of a deal. */
export const costOfAll = (pool: Pool, groups: readonly Group[]): number =>
  groups.reduce((sum, group) => sum + costOf(pool, group), 0)
