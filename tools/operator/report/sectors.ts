import type { DailyStatistics } from '../../../shared/store/daily-statistics.ts'
import { countOf, type Statistics, sumOfDays, under } from './statistics.ts'

/** Sectors with fewer people are not shown separately, because their figures could identify somebody. */
export const fewest = 10

/** The collective name of sectors that are not shown separately. */
export const others = 'others'

/** The people of one sector, or of several merged ones. */
export interface SectorReport {
  sector: string
  /** People who ever began the journey; this decides whether a sector is shown. */
  people: number
  started: number
  finished: number
  /** By module, how many people did it. */
  done: Readonly<Record<string, number>>
}

/**
 * The sectors that may be shown separately. Those with too few people are combined. If these are still too few, the
 * next smallest is added, because the total minus what is shown would reveal them.
 * @param people by sector.
 */
export function shownApart(people: ReadonlyMap<string, number>): string[] {
  const bySize = [...people].sort(([, a], [, b]) => b - a)
  const shown = bySize.filter(([, count]) => count >= fewest)
  let hidden = bySize.slice(shown.length).reduce((all, [, count]) => all + count, 0)
  while (hidden > 0 && hidden < fewest && shown.length > 0) hidden += shown.pop()?.[1] ?? 0
  return shown.map(([sector]) => sector)
}

const started = (statistics: Statistics): number => countOf(statistics, 'event.JourneyStarted')

function reportOf(
  sector: string,
  ever: readonly DailyStatistics[],
  days: readonly DailyStatistics[],
): SectorReport {
  const statistics = sumOfDays(days)
  return {
    sector,
    people: started(sumOfDays(ever)),
    started: started(statistics),
    finished: countOf(statistics, 'event.JourneyCompleted'),
    done: Object.fromEntries(under(statistics, 'event.ModuleCompleted.')),
  }
}

/**
 * A journey by sector; empty if no sector may be shown separately.
 * @param ever all statistics until the end of the period
 * @param days the statistics of the period
 */
export function sectorReports(
  ever: readonly DailyStatistics[],
  days: readonly DailyStatistics[],
): SectorReport[] {
  const people = new Map(
    [...Map.groupBy(ever, ({ sector }) => sector)].map(([sector, all]) => [sector, started(sumOfDays(all))]),
  )
  const shown = shownApart(people)
  if (shown.length === 0) return []
  const groupOf = (sector: string) => (shown.includes(sector) ? sector : others)
  const group = (name: string, all: readonly DailyStatistics[]) =>
    all.filter(({ sector }) => groupOf(sector) === name)
  const names = shown.length < people.size ? [...shown, others] : shown
  return names.map(name => reportOf(name, group(name, ever), group(name, days)))
}
