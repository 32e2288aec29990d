import * as z from 'zod/mini'
import { noFigures, RoundFigures, sumOfFigures } from './circles/round-figures.ts'
import type { Enrolment, Phase } from './enrolment.ts'
import type { ModuleId } from './ids.ts'
import { hasGuess, type Reply } from './mirror.ts'
import { cellName, type Snapshot, shownCell, tenthsOf } from './mirror-snapshot.ts'
import type { Sector } from './sectors.ts'

const Numbers = z.array(z.int())

/** The answers of one sector to one version of a question. */
const CellTally = z.object({
  /** The number of answers for each option. */
  counts: Numbers,
  /** People who answered after the day on which this cell was last updated. */
  fresh: z.int(),
})
export type CellTally = z.infer<typeof CellTally>

/** The number of guesses, and the sum of their errors in tenths. */
const Gap = z.object({ guesses: z.int(), off: z.int() })
export type Gap = z.infer<typeof Gap>

/** Errors of guesses by module, guessers' sector and sector guessed about. */
export const Gaps = z.record(z.string(), Gap)
export type Gaps = z.infer<typeof Gaps>

/** Figures of rounds of circles, by the Sunday on which each closed. */
export const Rounds = z.record(z.string(), RoundFigures)
export type Rounds = z.infer<typeof Rounds>

/** What a pass over a journey's rows has counted. Partial tallies add up to the whole in any order. */
const Tally = z.object({
  /** People in the journey, by sector; `none` for people without one. */
  people: z.record(z.string(), z.int()),
  /** The number of modules marked as done. */
  done: z._default(z.int(), 0),
  /** New people who came by a colleague's invitation, including those who have left since. */
  invited: z._default(z.int(), 0),
  cells: z.record(z.string(), CellTally),
  gaps: Gaps,
  /** The figures of rounds of circles, by the Sunday on which each closed. */
  rounds: z._default(Rounds, {}),
})
export type Tally = z.infer<typeof Tally>

/** The counts of a pass, by journey. */
export const Tallies = z.record(z.string(), Tally)
export type Tallies = z.infer<typeof Tallies>

/** A learner in a journey, as far as they are counted. */
export interface Counted {
  sector: Sector | undefined
  phase: Phase['is']
  /** The number of modules marked as done. */
  done?: number
  replies?: Enrolment['replies']
}

/** A tally of zero. */
export const emptyTally = (): Tally => ({ people: {}, done: 0, invited: 0, cells: {}, gaps: {}, rounds: {} })

const gapName = (moduleId: string, own: Sector | undefined, about: Sector): string =>
  `${moduleId}:${own ?? 'none'}:${about}`

/** The option that others are asked about, by module and version of its question. */
export type GuessedOptions = Readonly<Record<string, number>>

/** What answers are compared with: the previous snapshot, and the option that each question asks about. */
export interface HeldAgainst {
  before: Snapshot | undefined
  guessed: GuessedOptions
}

/** A number of people with the same reply to a module's question. */
interface Repeated {
  moduleId: ModuleId
  reply: Reply
  times: number
}

function countAnswer(tally: Tally, { before }: HeldAgainst, { moduleId, reply, times }: Repeated): void {
  if (reply.answer === undefined) return
  const name = cellName(moduleId, reply.question, reply.sector)
  tally.cells[name] ??= { counts: [], fresh: 0 }
  const cell = tally.cells[name]
  for (let option = cell.counts.length; option <= reply.answer; option += 1) cell.counts.push(0)
  cell.counts[reply.answer] = (cell.counts[reply.answer] ?? 0) + times
  if (reply.day > (before?.cells[name]?.day ?? -1)) cell.fresh += times
}

/** Compared with the snapshot at the start of the pass, which is what the guessers could see. */
function countGuess(
  tally: Tally,
  { before, guessed }: HeldAgainst,
  { moduleId, reply, times }: Repeated,
): void {
  const option = guessed[`${moduleId}:${reply.question}`]
  if (!before || !hasGuess(reply) || option === undefined) return
  const cell = shownCell(before, moduleId, reply.question, reply.about)
  if (!cell) return
  const name = gapName(moduleId, reply.sector, reply.about)
  tally.gaps[name] ??= { guesses: 0, off: 0 }
  tally.gaps[name].guesses += times
  tally.gaps[name].off += times * Math.abs(reply.guess - tenthsOf(cell, option))
}

/** Adds the replies of a learner in a journey, or of several learners with the same replies. */
export function countReplies(
  tally: Tally,
  held: HeldAgainst,
  replies: Enrolment['replies'] = {},
  times = 1,
): void {
  for (const [moduleId, reply] of Object.entries(replies)) {
    countAnswer(tally, held, { moduleId, reply, times })
    countGuess(tally, held, { moduleId, reply, times })
  }
}

/** Adds a learner in a journey and their replies. */
export function countPerson(tally: Tally, held: HeldAgainst, person: Counted): void {
  const { sector = 'none', phase, done = 0, replies } = person
  if (phase !== 'left') tally.people[sector] = (tally.people[sector] ?? 0) + 1
  tally.done += done
  countReplies(tally, held, replies)
}

/** Adds the figures of a round of circles. */
export function countRound({ rounds }: Tally, sunday: string, figures: Partial<RoundFigures>): void {
  rounds[sunday] = sumOfFigures([rounds[sunday] ?? noFigures(), figures])
}
