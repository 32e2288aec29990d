import * as fc from 'fast-check'
import type { Joiner } from '../../shared/domain/circles/pool.ts'
import { partsOfDay } from '../../shared/domain/preferences.ts'
import { type Sector, sectors } from '../../shared/domain/sectors.ts'

/** A learner’s id for a number. */
export const idOf = (n: number): string => n.toString(36).padStart(24, '0')

/** Somebody who joined a round, knows nobody and can meet whenever. */
export const aJoiner = (n: number, change: Partial<Joiner> = {}): Joiner => ({
  id: idOf(n),
  sector: 'nhs-hospital',
  parts: [],
  before: [],
  notWith: [],
  isFirstInLine: false,
  ...change,
})

/** So many people of each of these sectors. */
export const peopleOf = (counts: Partial<Record<Sector, number>>): Joiner[] =>
  Object.entries(counts)
    .flatMap(([sector, count]) => Array.from({ length: count }, () => sector as Sector))
    .map((sector, n) => aJoiner(n, { sector }))

const aPair = fc.tuple(fc.nat(), fc.nat())

/** Pools of every kind: few sectors and many, shifts, colleagues, people who know one another, and some who had rather not. */
export const pools = (minLength: number, maxLength: number): fc.Arbitrary<Joiner[]> =>
  fc
    .record({
      people: fc.array(
        fc.record({
          sector: fc.oneof(
            { weight: 2, arbitrary: fc.constantFrom(...sectors.slice(0, 2)) },
            { weight: 3, arbitrary: fc.constantFrom(...sectors.slice(0, 5)) },
          ),
          parts: fc.subarray([...partsOfDay], { maxLength: 2 }),
          employer: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
          isFirstInLine: fc.boolean(),
        }),
        { minLength, maxLength },
      ),
      met: fc.array(aPair, { maxLength: 2 * maxLength }),
      refused: fc.array(aPair, { maxLength: 3 }),
    })
    .map(({ people, met, refused }) =>
      people.map((person, n) => {
        const with_ = (pairs: readonly (readonly [number, number])[]): string[] =>
          pairs.filter(([one]) => one % people.length === n).map(([, other]) => idOf(other % people.length))
        return aJoiner(n, { ...person, before: with_(met), notWith: with_(refused) })
      }),
    )
