import * as z from 'zod/mini'

const Count = z._default(z.int(), 0)

/**
 * The results of a round of circles, in numbers that identify nobody. Partial figures add up to the whole in any
 * order.
 */
export const RoundFigures = z.object({
  /** Who was in it when it closed, and could be dealt. */
  people: Count,
  /** Groups that were proposed to them; none where they were too few. */
  groups: Count,
  /** Who could not be placed. */
  waiting: Count,
  /** All pairs that its people could form, and those of two sectors: what dealing at random would give. */
  pairsOfAll: Count,
  acrossOfAll: Count,
  /** Circles that were introduced, and the people in them. */
  circles: Count,
  introduced: Count,
  /** The pairs in them, those of two sectors, and those who were in a circle together before. */
  pairs: Count,
  across: Count,
  repeats: Count,
  /** Circles of which somebody said that they met. */
  met: Count,
  /** Circles whose time is over, and of these the ones that met. */
  over: Count,
  overAndMet: Count,
  /** Hosts of a turn other than the first member asked. */
  laterHosts: Count,
  /** How often a turn went to another host, because the first passed it on, left, or could not be reached. */
  passedOn: Count,
  /** What people said of having met. */
  'worth.yes': Count,
  'worth.not-sure': Count,
  'worth.no': Count,
})
export type RoundFigures = z.infer<typeof RoundFigures>

/** Nothing is counted yet. */
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
