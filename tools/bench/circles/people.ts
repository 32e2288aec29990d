import type { Joiner } from '../../../shared/domain/circles/pool.ts'
import { mixedHashOf } from '../../../shared/domain/hash.ts'
import { partsOfDay } from '../../../shared/domain/preferences.ts'
import { type Sector, sectors } from '../../../shared/domain/sectors.ts'
import { aJoiner, idOf } from './joiners.ts'

/** A number from 0 up to but not including 1, derived from the text. */
const chance = (of: string): number => mixedHashOf(of) / 2 ** 32

/** The shares of the other sectors in what the largest leaves, in hundredths. */
const ofTheOthers = [26, 21, 10, 14, 7, 7, 5, 5, 3, 2]

function otherSector(of: string): Sector {
  let left = chance(of) * 100
  const found = ofTheOthers.findIndex(share => {
    left -= share
    return left < 0
  })
  return sectors[found + 1] ?? 'something-else'
}

/** Three in ten have time in every part of the day. Half work for one of 500 employers, some of which are large. */
function somebody(n: number, largest: number): Joiner {
  const of = (what: string): number => chance(`${what}#${n}`)
  const part = partsOfDay[Math.floor(of('part') * partsOfDay.length)]
  return aJoiner(n, {
    sector: of('largest') < largest ? sectors[0] : otherSector(`sector#${n}`),
    parts: of('any') < 0.3 || !part ? [] : [part],
    employer: of('employed') < 0.5 ? `employer ${Math.floor(500 * of('where') ** 2)}` : undefined,
  })
}

/**
 * Makes people who do not know each other.
 * @param largest the share of the largest sector, from 0 to 1
 */
export const strangers = (people: number, largest: number): Joiner[] =>
  Array.from({ length: people }, (_, n) => somebody(n, largest))

/** A copy in the memory layout of data read from a table. */
const asRead = (joiner: Joiner): Joiner => JSON.parse(JSON.stringify(joiner))

/** The same people, who each remember this many of the others. */
export const acquainted = (people: number, largest: number, met: number): Joiner[] =>
  Array.from({ length: people }, (_, n) => {
    const others = Array.from({ length: met }, (_, i) => Math.floor(chance(`met#${n}#${i}`) * people))
    return asRead({ ...somebody(n, largest), before: others.filter(other => other !== n).map(idOf) })
  })
