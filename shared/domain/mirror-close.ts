import type { Instant } from './ids.ts'
import { dayNumber } from './mirror.ts'
import {
  answersIn,
  type Cell,
  fewestAnswers,
  fewestLearners,
  fewestNew,
  type Snapshot,
} from './mirror-snapshot.ts'
import type { CellTally, Tally } from './mirror-tally.ts'
import { Sector } from './sectors.ts'

/** A cell as it is shown from now on; undefined where there is still not enough. */
function renewed(before: Cell | undefined, tally: CellTally | undefined, day: number): Cell | undefined {
  if (!tally || answersIn(tally.counts) < fewestAnswers) return before
  return before && tally.fresh < fewestNew ? before : { counts: tally.counts, day }
}

/** The snapshot that follows on another, once everything is counted. What was shown before stays until it is renewed. */
export function closeSnapshot(before: Snapshot | undefined, { people, cells }: Tally, at: Instant): Snapshot {
  const names = new Set([...Object.keys(before?.cells ?? {}), ...Object.keys(cells)])
  const shown = [...names]
    .map(name => [name, renewed(before?.cells[name], cells[name], dayNumber(at))] as const)
    .filter((entry): entry is readonly [string, Cell] => entry[1] !== undefined)
  return {
    at,
    people: Object.entries(people).flatMap(([sector, count]) =>
      count >= fewestLearners ? [Sector.parse(sector)] : [],
    ),
    cells: Object.fromEntries(shown.toSorted()),
  }
}
