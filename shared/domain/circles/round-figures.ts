import * as z from 'zod/mini'

const Count = z._default(z.int(), 0)

/**
 * The results of a round of circles, in numbers that identify nobody. Partial figures add up to the whole in any
 * order.
 */
export const RoundFigures = z.object({
  /** People in the round at its closing who could be dealt. */
  people: Count,
  /** Proposed groups; 0 if there were too few people. */
  groups: Count,
  /** People who could not be placed. */
  waiting: Count,
  /** All pairs that its people could form, and those of two sectors: what dealing at random would give. */
  pairsOfAll: Count,
  acrossOfAll: Count,
  /** Introduced circles, and the people in them. */
  circles: Count,
  introduced: Count,
  /** Pairs in these circles: all, pairs of two sectors, and pairs who were in a circle together before. */
  pairs: Count,
  across: Count,
  repeats: Count,
  /** Circles with a member who said that they met. */
  met: Count,
  /** Circles that have ended, and of these the ones that met. */
  over: Count,
  overAndMet: Count,
  /** Hosts of a turn other than the first member asked. */
  laterHosts: Count,
  /** How often a turn went to another host, because the first passed it on, left, or could not be reached. */
  passedOn: Count,
  /** Members' answers about the value of having met. */
  'worth.yes': Count,
  'worth.not-sure': Count,
  'worth.no': Count,
})
export type RoundFigures = z.infer<typeof RoundFigures>

/** Figures of zero. */
export const noFigures = (): RoundFigures => RoundFigures.parse({})

const names = Object.keys(RoundFigures.shape) as (keyof RoundFigures)[]

/** The sum of figures. */
export function sumOfFigures(all: readonly Partial<RoundFigures>[]): RoundFigures {
  const sum = noFigures()
  for (const figures of all) for (const name of names) sum[name] += figures[name] ?? 0
  return sum
}

/** How many pairs of these rounds would be of two sectors if the people of each had been dealt at random. */
export const acrossByChance = (rounds: readonly RoundFigures[]): number =>
  rounds.reduce(
    (sum, { pairs, pairsOfAll, acrossOfAll }) =>
      pairsOfAll === 0 ? sum : sum + (pairs * acrossOfAll) / pairsOfAll,
    0,
  )
