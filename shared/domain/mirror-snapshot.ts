import * as z from 'zod/mini'
import { mixedHashOf } from './hash.ts'
import type { LearnerId, ModuleId } from './ids.ts'
import type { Question } from './question.ts'
import { Sector, sectors } from './sectors.ts'

/**
 * Answers from which a sector is shown. One more than ten: of exactly ten, "fewer than 1 in 10" would say that nobody of
 * them chose it.
 */
export const fewestAnswers = 11
/** New or changed answers, each of another person, from which it is shown anew: nobody's answer can be told by comparing. */
export const fewestNew = 10
/** Learners in a journey from which others are asked to guess about their sector. */
export const fewestLearners = 10

/**
 * What a sector answered to a version of a question, as it is shown: by option, on which day it was last renewed, and since
 * when it is shown at all.
 */
const Cell = z.object({ counts: z.array(z.int()), day: z.int(), since: z.int() })
export type Cell = z.infer<typeof Cell>

/** Cells by what they are of (`cellName`). */
export const Cells = z.record(z.string(), Cell)
export type Cells = z.infer<typeof Cells>

/** What the learners of a journey answered, closed at a moment: no live count. */
export const Snapshot = z.object({
  at: z.int(),
  /** Sectors with enough learners to guess about. */
  people: z.array(Sector),
  cells: Cells,
})
export type Snapshot = z.infer<typeof Snapshot>

/** A cell is of a module, a version of its question, and a sector; `none` for who named none. */
export const cellName = (moduleId: ModuleId, question: string, sector: Sector | undefined): string =>
  `${moduleId}:${question}:${sector ?? 'none'}`

/** What a sector is shown to have answered; undefined while there is not enough. */
export const shownCell = (
  { cells }: Snapshot,
  moduleId: ModuleId,
  question: string,
  sector: Sector | undefined,
): Cell | undefined => cells[cellName(moduleId, question, sector)]

/** How many answers there are. */
export const answersIn = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0)

/**
 * How many of ten chose an option: 0 says fewer than one, 10 more than nine, so that neither says that nobody or
 * everybody did.
 */
export function tenthsOf({ counts }: Pick<Cell, 'counts'>, option: number): number {
  const tenths = (10 * (counts[option] ?? 0)) / answersIn(counts)
  if (tenths < 1) return 0
  return tenths > 9 ? 10 : Math.round(tenths)
}

/** Everybody's answers to a question: the sum of what is shown, so that nothing hidden can be worked out. */
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

/** Whether a guess about a sector can be told the truth, now or once enough of them have answered. */
export const mayBeGuessedAbout = (
  snapshot: Snapshot,
  moduleId: ModuleId,
  question: string,
  sector: Sector,
): boolean =>
  snapshot.people.includes(sector) || shownCell(snapshot, moduleId, question, sector) !== undefined

/** The sectors that somebody may be asked to guess about: others than their own, with enough answers or else learners. */
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

/** Who is asked about whom. */
export interface Asked {
  learnerId: LearnerId
  moduleId: ModuleId
  question: string
  own: Sector | undefined
  /** Sectors that they have guessed about in other modules: they meet the others first. */
  met: readonly Sector[]
}

/** The sector that somebody is asked to guess about: the same at each look; undefined while there is none. */
export function sectorAskedAbout(
  snapshot: Snapshot | undefined,
  { learnerId, moduleId, question, own, met }: Asked,
): Sector | undefined {
  const all = sectorsToGuess(snapshot, moduleId, question, own)
  const unmet = all.filter(sector => !met.includes(sector))
  const weight = (sector: Sector) => mixedHashOf(`${sector} ${moduleId} ${learnerId}`)
  return (unmet.length > 0 ? unmet : all).toSorted((a, b) => weight(b) - weight(a))[0]
}
