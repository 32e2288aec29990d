import { mixedHashOf } from '../hash.ts'
import type { LearnerId } from '../ids.ts'
import { type PartOfDay, partsOfDay } from '../preferences.ts'
import type { Sector } from '../sectors.ts'

/** Somebody who joined a round of circles. */
export interface Joiner {
  id: LearnerId
  sector: Sector
  /** When they can meet; none: any part of the day will do. */
  parts: readonly PartOfDay[]
  /** A hash of their employer's domain; absent for a domain that says nothing of an employer. */
  employer?: string | undefined
  /** With whom they were before. */
  before: readonly LearnerId[]
  /** With whom they chose not to be matched. It holds for both, whoever chose it. */
  notWith: readonly LearnerId[]
  /** They could not be placed in the round before. */
  isFirstInLine: boolean
}

/** Those who joined, by number instead of by id: a round has many, and looks at each of them often. */
export interface Pool {
  readonly joiners: readonly Joiner[]
  /** A bit for each part of the day. */
  readonly parts: Uint8Array
  /**
   * A hash of each id, by which the lists below name people: of a hundred thousand it is quicker than to look ids up. Two with
   * the same one would be kept from others for nothing, and never the other way round.
   */
  readonly marks: Int32Array
  /** Whom each was with before, as they or the others remember it: a pair may stand on either side. */
  readonly before: readonly Marks[]
  readonly notWith: readonly Marks[]
}
type Marks = readonly number[]

const anyPart = 2 ** partsOfDay.length - 1

const asBits = (parts: readonly PartOfDay[]): number =>
  parts.reduce((bits, part) => bits | (1 << partsOfDay.indexOf(part)), 0) || anyPart

const nobody: Marks = []
const markOf = (id: LearnerId): number => mixedHashOf(id) | 0
const marksOf = (ids: readonly LearnerId[]): Marks => (ids.length > 0 ? ids.map(markOf) : nobody)

/** In an order that only ids and the seed decide. */
function shuffled(joiners: readonly Joiner[], seed: string): Joiner[] {
  const ranked = joiners.map(joiner => ({ joiner, rank: mixedHashOf(`${seed}#${joiner.id}`) }))
  ranked.sort((a, b) => a.rank - b.rank || (a.joiner.id < b.joiner.id ? -1 : 1))
  return ranked.map(({ joiner }) => joiner)
}

/** @param seed of the round: the same people and the same seed are the same pool, in whatever order they are handed over. */
export function poolOf(joiners: readonly Joiner[], seed: string): Pool {
  const inOrder = shuffled(joiners, seed)
  if (new Set(inOrder.map(({ id }) => id)).size < inOrder.length)
    throw new Error('Somebody is twice among those who joined the round.')
  return {
    joiners: inOrder,
    parts: Uint8Array.from(inOrder, ({ parts }) => asBits(parts)),
    marks: Int32Array.from(inOrder, ({ id }) => markOf(id)),
    before: inOrder.map(({ before }) => marksOf(before)),
    notWith: inOrder.map(({ notWith }) => marksOf(notWith)),
  }
}
