import type { JourneyId } from '../../../shared/domain/ids.ts'
import {
  gapOverAll,
  gapsByModule,
  gapsByPair,
  type PerceptionGap,
  type SectorPair,
} from '../../../shared/domain/mirror-gaps.ts'
import { utcDay } from '../../../shared/domain/utc-day.ts'
import { mirrorStore } from '../../../shared/store/mirror.ts'
import type { Table } from '../../../shared/store/table.ts'

/** The error of people's guesses about the answers of others, in tenths: the project's own measure. */
export interface PerceptionReport {
  /** As of the last closing until the end of the period. */
  modules: readonly ({ module: string } & PerceptionGap)[]
  pairs: readonly (SectorPair & PerceptionGap)[]
  /** At each closing in the period, over all guesses until then. */
  closings: readonly ({ day: string } & PerceptionGap)[]
}

/** Reads it from the weekly closings, which store nothing about fewer than eleven people. */
export async function readPerception(
  table: Table,
  journeyId: JourneyId,
  { from, to }: { from: string; to: string },
): Promise<PerceptionReport> {
  const all = await mirrorStore(table).closings(journeyId)
  const known = all.map(({ at, gaps }) => ({ day: utcDay(at), gaps })).filter(({ day }) => day <= to)
  const latest = known.at(-1)?.gaps ?? {}
  return {
    modules: gapsByModule(latest),
    pairs: gapsByPair(latest),
    closings: known
      .filter(({ day }) => day >= from)
      .flatMap(({ day, gaps }) => {
        const gap = gapOverAll(gaps)
        return gap ? [{ day, ...gap }] : []
      }),
  }
}
