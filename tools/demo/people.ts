import { mixedHashOf } from '../../shared/domain/hash.ts'
import { type Sector, sectors } from '../../shared/domain/sectors.ts'

/**
 * A constant pseudo-random number from 0 up to but not including 1. The same seed and question give the same, in
 * whatever order they are asked.
 */
export type Draw = (...question: (string | number)[]) => number

/** @param seed of a demo. Another seed gives another demo. */
export const drawing =
  (seed: number): Draw =>
  (...question) =>
    mixedHashOf([seed, ...question].join(' ')) / 2 ** 32

/** What happens to a person before the end of the journey, if anything. */
export type Fate = 'stays' | 'never-confirms' | 'bounces' | 'complains' | 'pauses' | 'leaves' | 'erases'

/** Of a hundred people, how many leave in which way; the others stay. */
const fates: readonly [Fate, number][] = [
  ['never-confirms', 4],
  ['bounces', 2],
  ['complains', 1],
  ['pauses', 5],
  ['leaves', 4],
  ['erases', 4],
]

/** A made-up person. No data can be a real person's: the address is a number at a domain that cannot exist. */
export interface Person {
  email: string
  /** Undefined for a few. */
  sector: Sector | undefined
  /** The day of their sign-up, counted from the beginning. */
  joinsOn: number
  /** The probability that they do their current module at one of the three moments of a day. */
  zeal: number
  fate: Fate
  /** The number of modules that they do before it. */
  fateAfter: number
}

/**
 * The address of a made-up person.
 * @param number from 1
 */
export const addressOf = (number: number): string => `person-${number}@demo.example`

function fateFor(drawn: number): Fate {
  let from = 0
  for (const [fate, share] of fates) {
    from += share / 100
    if (drawn < from) return fate
  }
  return 'stays'
}

/** @param joiningDays the number of days over which people sign up */
export function personFor(draw: Draw, number: number, joiningDays: number): Person {
  const place = Math.floor(draw('sector', number) ** 1.3 * (sectors.length + 0.3))
  return {
    email: addressOf(number),
    sector: sectors[place],
    joinsOn: Math.floor(draw('joins', number) * joiningDays),
    zeal: 0.04 + 0.5 * draw('zeal', number) ** 2,
    fate: fateFor(draw('fate', number)),
    fateAfter: 1 + Math.floor(draw('fate-after', number) * 5),
  }
}
