import * as z from 'zod/mini'
import { fewestAnswers, fewestNew } from '../mirror-snapshot.ts'
import { shownCount } from '../shown-count.ts'
import { Worth } from './circle.ts'
import { acrossByChance, type RoundFigures, sumOfFigures } from './round-figures.ts'
import type { ShownCircles } from './shown-circles.ts'

/** What people said of having met, of all rounds. */
export const Worths = z.record(Worth, z.int())
export type Worths = z.infer<typeof Worths>

const answersOf = (worths: Worths): number => Worth.options.reduce((sum, worth) => sum + worths[worth], 0)

/** What people said, as it is kept: nothing of too few, and what was kept stays until ten more have said it. */
export function closeWorths(before: Worths | undefined, rounds: readonly RoundFigures[]): Worths | undefined {
  const all = sumOfFigures(rounds)
  const said = { yes: all['worth.yes'], 'not-sure': all['worth.not-sure'], no: all['worth.no'] }
  if (answersOf(said) < fewestAnswers) return before
  return before && Math.abs(answersOf(said) - answersOf(before)) < fewestNew ? before : said
}

const tenths = (part: number, whole: number): number => Math.round((10 * part) / whole)

/**
 * What is shown of circles from a closing on; nothing of fewer than ten.
 * @param worths as the closing keeps them.
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
