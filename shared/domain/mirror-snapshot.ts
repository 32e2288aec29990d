import * as z from 'zod/mini'
import { mixedHashOf } from './hash.ts'
import type { LearnerId, ModuleId } from './ids.ts'
import type { Question } from './question.ts'
import { Sector, sectors } from './sectors.ts'

/**
 * Answers from which a sector is shown. Eleven, because of exactly ten "fewer than 1 in 10" would say that nobody
 * chose the option.
 */
export const fewestAnswers = 11
/**
 * New or changed answers, of different people, after which a cell is updated. Fewer would let people work out single
 * answers by comparison.
 */
export const fewestNew = 10
/** Learners of a sector in a journey from which others are asked to guess about it. */
export const fewestLearners = 10

/**
 * A sector's answers to one version of a question, as shown: counts by option, the day of the last update, and since
 * when it is shown at all.
 */
const Cell = z.object({ counts: z.array(z.int()), day: z.int(), since: z.int() })
export type Cell = z.infer<typeof Cell>

/** Cells by `cellName`. */
export const Cells = z.record(z.string(), Cell)
export type Cells = z.infer<typeof Cells>

/** The answers of a journey's learners as of the weekly closing. */
export const Snapshot = z.object({
  at: z.int(),
  /** Sectors with enough learners to guess about. */
  people: z.array(Sector),
  cells: Cells,
})
export type Snapshot = z.infer<typeof Snapshot>

/** The name of a cell: module, version of its question, and sector (`none` for people without one). */
export const cellName = (moduleId: ModuleId, question: string, sector: Sector | undefined): string =>
  `${moduleId}:${question}:${sector ?? 'none'}`

/** A sector's shown answers; undefined if there are too few. */
export const shownCell = (
  { cells }: Snapshot,
  moduleId: ModuleId,
  question: string,
  sector: Sector | undefined,
): Cell | undefined => cells[cellName(moduleId, question, sector)]

/** The number of answers. */
export const answersIn = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0)

/**
 * How many of ten chose an option. 0 means fewer than one in ten and 10 more than nine, so that neither says nobody
 * or everybody.
 */
export function tenthsOf({ counts }: Pick<Cell, 'counts'>, option: number): number {
  const tenths = (10 * (counts[option] ?? 0)) / answersIn(counts)
  if (tenths < 1) return 0
  return tenths > 9 ? 10 : Math.round(tenths)
}

/** All answers to a question: the sum of the shown cells, so that no hidden cell can be worked out. */
export function totalOf(
  { cells }: Snapshot,
  moduleId: ModuleId,
  question: Question,
): Pick<Cell, 'counts'> | undefined {
  const shown = Object.entries(cells)
    .filter(([name]) => name.startsWith(`${moduleId}:${question.version}:`))
    .map(([, { counts }]) => counts)
  if (shown.length === 0) return undefined
  return { counts: question.options.map((_, option) => answersIn(shown.map(counts => counts[option] ?? 0))) }
}

/** Whether a learner can be told the truth about a guess, now or once enough people have answered. */
export const mayBeGuessedAbout = (
  snapshot: Snapshot,
  moduleId: ModuleId,
  question: string,
  sector: Sector,
): boolean =>
  snapshot.people.includes(sector) || shownCell(snapshot, moduleId, question, sector) !== undefined

/** The sectors that a learner may be asked about: not their own, and with enough answers or learners. */
export function sectorsToGuess(
  snapshot: Snapshot | undefined,
  moduleId: ModuleId,
  question: string,
  own: Sector | undefined,
): Sector[] {
  if (!snapshot) return []
  const others = sectors.filter(sector => sector !== own)
  const shown = others.filter(sector => shownCell(snapshot, moduleId, question, sector))
  return shown.length > 0 ? shown : others.filter(sector => snapshot.people.includes(sector))
}

/** The question, and the learner who is asked. */
export interface Asked {
  learnerId: LearnerId
  moduleId: ModuleId
  question: string
  own: Sector | undefined
  /** Sectors that the learner guessed about in other modules. The other sectors come first. */
  met: readonly Sector[]
}

/** The sector that a learner is asked to guess about: the same on every call; undefined if there is none. */
export function sectorAskedAbout(
  snapshot: Snapshot | undefined,
  { learnerId, moduleId, question, own, met }: Asked,
): Sector | undefined {
  const all = sectorsToGuess(snapshot, moduleId, question, own)
  const unmet = all.filter(sector => !met.includes(sector))
  const weight = (sector: Sector) => mixedHashOf(`${sector} ${moduleId} ${learnerId}`)
  return (unmet.length > 0 ? unmet : all).toSorted((a, b) => weight(b) - weight(a))[0]
}
