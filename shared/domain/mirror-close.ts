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

/** A cell as it is shown from now on; undefined where there is still not enough. */
function renewed(before: Cell | undefined, tally: CellTally | undefined, at: Instant): Cell | undefined {
  if (!tally || answersIn(tally.counts) < fewestAnswers) return before
  if (before && tally.fresh < fewestNew) return before
  return { counts: tally.counts, day: dayNumber(at), since: before?.since ?? at }
}

/** The snapshot that follows on another, once everything is counted. What was shown before stays until it is renewed. */
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
 * Parts a snapshot into what is shown and what is retired: cells of questions that no module asks any more. They are kept,
 * so that whoever sees a question come back cannot tell an answer by comparing.
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

/** Fewer than before: the question was edited, and all of them are about the new one. */
function renewedGap(before: Gap | undefined, counted: Gap): Gap | undefined {
  const isAnew = before === undefined || counted.guesses < before.guesses
  if (isAnew) return counted.guesses < fewestAnswers ? undefined : counted
  return counted.guesses - before.guesses < fewestNew ? before : counted
}

/**
 * How far guesses were off, as it is kept: nothing of too few people, and what was kept stays until enough others have
 * guessed. Every sum is made of what is kept, so that nobody's guess can be told by subtracting.
 */
export function closeGaps(before: Gaps, counted: Gaps): Gaps {
  const kept = Object.entries(counted).map(([name, gap]) => [name, renewedGap(before[name], gap)] as const)
  return Object.fromEntries(kept.filter((entry): entry is readonly [string, Gap] => entry[1] !== undefined))
}
