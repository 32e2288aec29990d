import type { Instant } from './ids.ts'
import { dayNumber } from './mirror.ts'
import {
  answersIn,
  type Cell,
  type Cells,
  fewestAnswers,
  fewestLearners,
  fewestNew,
  type Snapshot,
} from './mirror-snapshot.ts'
import type { CellTally, Gap, Gaps, Tally } from './mirror-tally.ts'
import { sectors } from './sectors.ts'

/** A cell as it is shown from now on; undefined if there are too few answers. */
function renewed(before: Cell | undefined, tally: CellTally | undefined, at: Instant): Cell | undefined {
  if (!tally || answersIn(tally.counts) < fewestAnswers) return before
  if (before && tally.fresh < fewestNew) return before
  return { counts: tally.counts, day: dayNumber(at), since: before?.since ?? at }
}

/** The next snapshot. A shown cell stays as it is until enough new answers have come. */
export function closeSnapshot(before: Snapshot | undefined, { people, cells }: Tally, at: Instant): Snapshot {
  const names = new Set([...Object.keys(before?.cells ?? {}), ...Object.keys(cells)])
  const shown = [...names]
    .map(name => [name, renewed(before?.cells[name], cells[name], at)] as const)
    .filter((entry): entry is readonly [string, Cell] => entry[1] !== undefined)
  return {
    at,
    people: sectors.filter(sector => (people[sector] ?? 0) >= fewestLearners),
    cells: Object.fromEntries(shown.toSorted()),
  }
}

/**
 * Splits a snapshot into shown cells and retired ones, whose questions no module asks any more. Retired cells are
 * kept: if a question comes back, a fresh start would let people work out answers by comparison.
 * @param asks whether a module asks this version of its question.
 */
export function partRetired(
  { cells, ...rest }: Snapshot,
  asks: (moduleAndVersion: string) => boolean,
): { snapshot: Snapshot; retired: Cells } {
  const isAsked = ([name]: [string, Cell]) => asks(name.slice(0, name.lastIndexOf(':')))
  const all = Object.entries(cells)
  return {
    snapshot: { ...rest, cells: Object.fromEntries(all.filter(isAsked)) },
    retired: Object.fromEntries(all.filter(one => !isAsked(one))),
  }
}

/**
 * The gap to keep; undefined for too few guesses. Fewer guesses than before mean that the question was edited: all of
 * them are about the new version.
 */
function renewedGap(before: Gap | undefined, counted: Gap): Gap | undefined {
  const isAnew = before === undefined || counted.guesses < before.guesses
  if (isAnew) return counted.guesses < fewestAnswers ? undefined : counted
  return counted.guesses - before.guesses < fewestNew ? before : counted
}

/**
 * The guessing errors that are kept: none of too few people, and unchanged until enough others have guessed. All sums
 * are made from these, so that nobody's guess can be found by subtraction.
 */
export function closeGaps(before: Gaps, counted: Gaps): Gaps {
  const kept = Object.entries(counted).map(([name, gap]) => [name, renewedGap(before[name], gap)] as const)
  return Object.fromEntries(kept.filter((entry): entry is readonly [string, Gap] => entry[1] !== undefined))
}
