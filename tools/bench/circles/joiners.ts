import type { Joiner } from '../../../shared/domain/circles/pool.ts'
import type { Sector } from '../../../shared/domain/sectors.ts'

/** A learner's id, derived from a number. */
export const idOf = (n: number): string => n.toString(36).padStart(24, '0')

/** A person who joined a round, knows nobody and has time in every part of the day. */
export const aJoiner = (n: number, change: Partial<Joiner> = {}): Joiner => ({
  id: idOf(n),
  sector: 'nhs-hospital',
  parts: [],
  before: [],
  notWith: [],
  isFirstInLine: false,
  ...change,
})

/** Makes this number of people for each sector. */
export const peopleOf = (counts: Partial<Record<Sector, number>>): Joiner[] =>
  Object.entries(counts)
    .flatMap(([sector, count]) => Array.from({ length: count }, () => sector as Sector))
    .map((sector, n) => aJoiner(n, { sector }))
