import * as fc from 'fast-check'
import type { Joiner } from '../../../shared/domain/circles/pool.ts'
import { partsOfDay } from '../../../shared/domain/preferences.ts'
import { sectors } from '../../../shared/domain/sectors.ts'
import { aJoiner, idOf } from './joiners.ts'

const aPair = fc.tuple(fc.nat(), fc.nat())

/**
 * Generates pools of all kinds: few sectors and many, shifts, colleagues, people who know each other, and people who
 * avoid each other.
 */
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
