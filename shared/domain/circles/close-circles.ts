import * as z from 'zod/mini'
import { fewestAnswers, fewestNew } from '../mirror-snapshot.ts'
import { shownCount } from '../shown-count.ts'
import { Worth } from './circle.ts'
import { acrossByChance, type RoundFigures, sumOfFigures } from './round-figures.ts'
import type { ShownCircles } from './shown-circles.ts'

/** How many people said what about having met, over all rounds. */
export const Worths = z.record(Worth, z.int())
export type Worths = z.infer<typeof Worths>

const answersOf = (worths: Worths): number => Worth.options.reduce((sum, worth) => sum + worths[worth], 0)

/** The answers as they are kept: none if fewer than 11 have answered, and unchanged until ten more have. */
export function closeWorths(before: Worths | undefined, rounds: readonly RoundFigures[]): Worths | undefined {
  const all = sumOfFigures(rounds)
  const said = { yes: all['worth.yes'], 'not-sure': all['worth.not-sure'], no: all['worth.no'] }
  if (answersOf(said) < fewestAnswers) return before
  return before && Math.abs(answersOf(said) - answersOf(before)) < fewestNew ? before : said
}

const tenths = (part: number, whole: number): number => Math.round((10 * part) / whole)

/**
 * What is shown of circles from this weekly closing on; undefined for fewer than ten circles.
 * @param worths as `closeWorths` returns them.
 */
export function closeCircles(
  before: ShownCircles | undefined,
  rounds: readonly RoundFigures[],
  worths: Worths | undefined,
): ShownCircles | undefined {
  const all = sumOfFigures(rounds)
  const introduced = shownCount(before?.introduced, all.circles)
  if (introduced === undefined) return undefined
  const met = shownCount(before?.met, all.met)
  const shares =
    introduced === before?.introduced
      ? { across: before.across, byChance: before.byChance }
      : { across: tenths(all.across, all.pairs), byChance: tenths(acrossByChance(rounds), all.pairs) }
  return {
    introduced,
    ...(met !== undefined && { met }),
    ...shares,
    ...(worths && { worthIt: tenths(worths.yes, answersOf(worths)) }),
  }
}
