import type { ModuleId } from './ids.ts'
import type { Gap, Gaps } from './mirror-tally.ts'

/** How wrong guesses were: the number of guesses, and the mean error in tenths, to one decimal. */
export interface PerceptionGap {
  guesses: number
  meanOff: number
}

/** The guessers' sector and the sector guessed about; `none` for people without a sector. */
export interface SectorPair {
  own: string
  about: string
}

const meanOf = (gaps: readonly Gap[]): PerceptionGap => {
  const guesses = gaps.reduce((sum, gap) => sum + gap.guesses, 0)
  const off = gaps.reduce((sum, gap) => sum + gap.off, 0)
  return { guesses, meanOff: Math.round((10 * off) / guesses) / 10 }
}

/** Parses a gap's name as `mirror-tally.ts` builds it. */
const partsOf = (name: string): SectorPair & { module: ModuleId } => {
  const [module = '', own = '', about = ''] = name.split(':')
  return { module, own, about }
}

function grouped(gaps: Gaps, groupOf: (name: string) => string): [string, PerceptionGap][] {
  const groups = Map.groupBy(Object.entries(gaps), ([name]) => groupOf(name))
  return [...groups].map(([group, all]) => [group, meanOf(all.map(([, gap]) => gap))])
}

/** Over all modules; undefined if there is no data. */
export const gapOverAll = (gaps: Gaps): PerceptionGap | undefined => grouped(gaps, () => 'all')[0]?.[1]

const furthestFirst = (a: PerceptionGap, b: PerceptionGap): number =>
  b.meanOff - a.meanOff || b.guesses - a.guesses

/** By module, the largest error first. */
export const gapsByModule = (gaps: Gaps): ({ module: ModuleId } & PerceptionGap)[] =>
  grouped(gaps, name => partsOf(name).module)
    .map(([module, gap]) => ({ module, ...gap }))
    .toSorted(furthestFirst)

/** By pair of sectors, the largest error first. */
export const gapsByPair = (gaps: Gaps): (SectorPair & PerceptionGap)[] =>
  grouped(gaps, name => name.slice(name.indexOf(':')))
    .map(([name, gap]) => {
      const { own, about } = partsOf(name)
      return { own, about, ...gap }
    })
    .toSorted(furthestFirst)
