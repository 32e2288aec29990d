import { partsOfDay } from '../preferences.ts'
import type { Pool } from './pool.ts'
import { largestGroup, smallestGroup } from './score.ts'

const aboutSix = 6

/** Those who joined, by sector, the largest first. */
function bySector({ joiners }: Pool): number[][] {
  const sectors = new Map<string, number[]>()
  for (const [number, { sector }] of joiners.entries()) {
    const same = sectors.get(sector)
    if (same) same.push(number)
    else sectors.set(sector, [number])
  }
  const named = [...sectors].toSorted(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
  return named.map(([, numbers]) => numbers)
}

/**
 * The number of groups: groups of about six, or of up to seven if that gives more of them three sectors. If one
 * sector is so large that not every group can have two sectors, only as many groups are made as can, and the other
 * people wait.
 */
function numberOfGroups(sectors: readonly (readonly number[])[]): number {
  const people = sectors.reduce((sum, { length }) => sum + length, 0)
  if (people < smallestGroup) return 0
  const fewest = Math.ceil(people / largestGroup)
  const hasEach = (groups: number, wanted: number): boolean =>
    sectors.reduce((sum, { length }) => sum + Math.min(length, groups), 0) >= wanted * groups
  for (let groups = Math.max(Math.round(people / aboutSix), fewest); groups >= fewest; groups -= 1)
    if (hasEach(groups, 3)) return groups
  for (let groups = fewest; groups > 0; groups -= 1) if (hasEach(groups, 2)) return groups
  return 0
}

/** The middle of a person's preferred parts of the day, from 0 to 3; spread evenly for people without a preference. */
function hourOf(pool: Pool, one: number): number {
  const parts = pool.joiners[one]?.parts ?? []
  if (parts.length === 0) return (one / pool.joiners.length) * (partsOfDay.length - 1)
  return parts.reduce((sum, part) => sum + partsOfDay.indexOf(part), 0) / parts.length
}

/** Spreads neighbouring groups far apart, so that every run of groups covers all hours. */
const goldenRatio = (Math.sqrt(5) - 1) / 2
const hourOfGroup = (group: number): number => (group * goldenRatio) % 1

/** People who were first in line are placed first; the others may have to wait. */
const firstInLineFirst = ({ joiners }: Pool, sector: readonly number[]): number[] => [
  ...sector.filter(one => joiners[one]?.isFirstInLine),
  ...sector.filter(one => !joiners[one]?.isFirstInLine),
]

/**
 * Deals people to groups in turn, sector by sector. Within a sector the place depends on the preferred hour, so that
 * people in a group tend to share one.
 * @returns the groups; everybody who waits is in a group of one.
 */
export function dealRound(pool: Pool): number[][] {
  const sectors = bySector(pool)
  const groups = Array.from({ length: numberOfGroups(sectors) }, (): number[] => [])
  if (groups.length === 0) return pool.joiners.map((_, one) => [one])
  const excess = Math.max(0, pool.joiners.length - groups.length * largestGroup)
  const [largest = [], ...others] = sectors
  const inLine = firstInLineFirst(pool, largest)
  const placed = inLine.slice(0, inLine.length - excess)
  let dealt = 0
  for (const sector of [placed, ...others]) {
    const places = sector.map((_, i) => (dealt + i) % groups.length)
    places.sort((a, b) => hourOfGroup(a) - hourOfGroup(b))
    const people = sector.map(one => ({ one, at: hourOf(pool, one) })).sort((a, b) => a.at - b.at)
    for (const [i, { one }] of people.entries()) groups[places[i] ?? 0]?.push(one)
    dealt += sector.length
  }
  return [...groups, ...inLine.slice(placed.length).map(one => [one])]
}
