import { mixedHashOf } from '../hash.ts'
import type { LearnerId } from '../ids.ts'
import { type PartOfDay, partsOfDay } from '../preferences.ts'
import type { Sector } from '../sectors.ts'

/** A person who joined a round of circles. */
export interface Joiner {
  id: LearnerId
  sector: Sector
  /** When they can meet; empty if any part of the day suits them. */
  parts: readonly PartOfDay[]
  /** A keyed hash of their employer's domain; absent for a domain that is no employer's, such as a webmail provider's. */
  employer?: string | undefined
  /** The people they were in an earlier circle with. */
  before: readonly LearnerId[]
  /** The people they chose not to be matched with. It holds in both directions. */
  notWith: readonly LearnerId[]
  /** Whether they could not be placed in the previous round. */
  isFirstInLine: boolean
}

/** The people of a round by index instead of id, because dealing reads each of them many times. */
export interface Pool {
  readonly joiners: readonly Joiner[]
  /** One bit for each part of the day. */
  readonly parts: Uint8Array
  /**
   * A hash of each id; `before` and `notWith` hold these hashes, which is faster than looking up ids. A collision may
   * keep two people apart for nothing, and never brings two together who must not meet.
   */
  readonly marks: Int32Array
  /** The people each was with before. A pair may be recorded on either side, so check both. */
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

/** An order that depends only on the ids and the seed. */
function shuffled(joiners: readonly Joiner[], seed: string): Joiner[] {
  const ranked = joiners.map(joiner => ({ joiner, rank: mixedHashOf(`${seed}#${joiner.id}`) }))
  ranked.sort((a, b) => a.rank - b.rank || (a.joiner.id < b.joiner.id ? -1 : 1))
  return ranked.map(({ joiner }) => joiner)
}

/** @param seed of the round. The same people and seed give the same pool, in whatever order the people are passed. */
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
