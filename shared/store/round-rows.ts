import * as z from 'zod/mini'
import { circleRows, roundRows } from '../contracts/row-kinds.ts'
import { Circle } from '../domain/circles/circle.ts'
import { figuresOfCircle } from '../domain/circles/figures-of-circle.ts'
import { type RoundOfGroup, roundOfGroup } from '../domain/circles/group-id.ts'
import type { RoundFigures } from '../domain/circles/round-figures.ts'
import type { Instant } from '../domain/ids.ts'
import { DealtRound, dealtRow } from './rounds.ts'
import type { Item } from './table.ts'

const CountedCircle = z.pick(Circle, { at: true, members: true, asked: true, hosts: true, repeats: true })
const CountedDeal = z.omit(DealtRound, { at: true })

/** The attributes that a pass reads of rows about rounds. */
export const roundAttributes = [
  ...Object.keys(CountedCircle.shape),
  ...Object.keys(CountedDeal.shape),
] as const

/** What a row adds to a round's figures. */
export interface OfRound extends RoundOfGroup {
  figures: Partial<RoundFigures>
}

function ofDeal(item: Item): Partial<RoundFigures> {
  const { people, proposals, waiting, pairs, across } = CountedDeal.parse(item)
  return { people, groups: proposals, waiting, pairsOfAll: pairs, acrossOfAll: across }
}

/**
 * What a row adds to the figures of which round; undefined if nothing.
 * @throws if it cannot be read.
 */
export function countedOfRound(item: Item, now: Instant): OfRound | undefined {
  const { pk, sk } = item
  if (pk.startsWith(circleRows))
    return {
      ...roundOfGroup(pk.slice(circleRows.length)),
      figures: figuresOfCircle(CountedCircle.parse(item), now),
    }
  if (pk.startsWith(roundRows) && sk === dealtRow)
    return { ...roundOfGroup(pk.slice(roundRows.length)), figures: ofDeal(item) }
  return undefined
}
