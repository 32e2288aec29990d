import type { DailyStatistics } from '../../../shared/store/daily-statistics.ts'
import { countOf, type Statistics, sumOfDays, under } from './statistics.ts'

/** A sector with fewer people than this is not shown apart: its figures could tell of somebody. */
export const fewest = 10

/** What all sectors are called together that are not shown apart. */
export const others = 'others'

/** The people of one sector, or of several together. */
export interface SectorReport {
  sector: string
  /** Who has ever begun the journey: what decides whether a sector is shown. */
  people: number
  started: number
  finished: number
  /** By module: how many did it. */
  done: Readonly<Record<string, number>>
}

/**
 * Which sectors may be shown apart. Those with too few people are taken together; if these are still too few, the next
 * smallest goes with them, because the total less what is shown would tell of them.
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
 * A journey by sector; empty where no sector may be shown apart.
 * @param ever everything until the end of the period.
 * @param days of the period.
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
