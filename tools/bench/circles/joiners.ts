import type { Joiner } from '../../../shared/domain/circles/pool.ts'
import type { Sector } from '../../../shared/domain/sectors.ts'

/** A learner’s id for a number. */
export const idOf = (n: number): string => n.toString(36).padStart(24, '0')

/** Somebody who joined a round, knows nobody and can meet whenever. */
export const aJoiner = (n: number, change: Partial<Joiner> = {}): Joiner => ({
  id: idOf(n),
  sector: 'nhs-hospital',
  parts: [],
  before: [],
  notWith: [],
  isFirstInLine: false,
  ...change,
})

/** So many people of each of these sectors. */
export const peopleOf = (counts: Partial<Record<Sector, number>>): Joiner[] =>
  Object.entries(counts)
    .flatMap(([sector, count]) => Array.from({ length: count }, () => sector as Sector))
    .map((sector, n) => aJoiner(n, { sector }))
