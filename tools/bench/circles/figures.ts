import type { Joiner } from '../../../shared/domain/circles/pool.ts'
import { mixedHashOf } from '../../../shared/domain/hash.ts'
import { rounded } from '../statistics.ts'

/** Properties of a set of groups. */
export interface Likeness {
  /** The share of groups with three sectors or more. */
  withThreeSectors: number
  /** The number of groups of a single sector. */
  ofOneSector: number
  /** People who are the only one of their sector, in a group with a single other sector. */
  alone: number
  /** The share of pairs of two sectors. */
  acrossSectors: number
  /** The share of people who share a part of the day with two others. */
  withCommonHour: number
  /** Pairs who were together before. */
  repeats: number
}

type Pair = readonly [Joiner, Joiner]
const pairsOf = (group: readonly Joiner[]): Pair[] =>
  group.flatMap((one, i) => group.slice(0, i).map((other): Pair => [one, other]))

const share = (count: number, all: number): number => (all > 0 ? rounded(count / all, 3) : 0)
const canMeet = ([one, other]: Pair): boolean =>
  one.parts.length === 0 || other.parts.length === 0 || one.parts.some(part => other.parts.includes(part))
const haveMet = ([one, other]: Pair): boolean =>
  one.before.includes(other.id) || other.before.includes(one.id)

const mixOf = (group: readonly Joiner[]): number => new Set(group.map(({ sector }) => sector)).size

const hasCommonHour = (group: readonly Joiner[], one: Joiner): boolean =>
  group.filter(other => other !== one && canMeet([one, other])).length >= 2

const isAlone = (group: readonly Joiner[], { sector }: Joiner): boolean =>
  group.filter(other => other.sector === sector).length === 1 && mixOf(group) === 2

/** Computes the properties of these groups. */
export function likenessOf(groups: readonly (readonly Joiner[])[]): Likeness {
  const pairs = groups.flatMap(pairsOf)
  const mixes = groups.map(mixOf)
  const people = groups.flatMap(group => group.map(one => hasCommonHour(group, one)))
  return {
    withThreeSectors: share(mixes.filter(mix => mix >= 3).length, groups.length),
    alone: groups.flatMap(group => group.filter(one => isAlone(group, one))).length,
    ofOneSector: mixes.filter(mix => mix === 1).length,
    acrossSectors: share(pairs.filter(([one, other]) => one.sector !== other.sector).length, pairs.length),
    withCommonHour: share(people.filter(Boolean).length, people.length),
    repeats: pairs.filter(haveMet).length,
  }
}

/** The same people in random groups of the same sizes. */
export function byChance(groups: readonly (readonly Joiner[])[]): Joiner[][] {
  const ranked = groups.flat().map(joiner => ({ joiner, rank: mixedHashOf(`by chance#${joiner.id}`) }))
  const row = ranked.toSorted((a, b) => a.rank - b.rank).map(({ joiner }) => joiner)
  let from = 0
  return groups.map(({ length }) => {
    from += length
    return row.slice(from - length, from)
  })
}
