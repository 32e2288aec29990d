import * as z from 'zod/mini'
import { noFigures, RoundFigures, sumOfFigures } from './circles/round-figures.ts'
import type { Enrolment, Phase } from './enrolment.ts'
import type { ModuleId } from './ids.ts'
import { hasGuess, type Reply } from './mirror.ts'
import { cellName, type Snapshot, shownCell, tenthsOf } from './mirror-snapshot.ts'
import type { Sector } from './sectors.ts'

const Numbers = z.array(z.int())

/** Answers of one sector to one version of a question. */
const CellTally = z.object({
  /** How many chose each option. */
  counts: Numbers,
  /** People whose answer is of a later day than the one on which this was last shown anew. */
  fresh: z.int(),
})
export type CellTally = z.infer<typeof CellTally>

/** So many guesses, and by how many tenths they were off, all of them together. */
const Gap = z.object({ guesses: z.int(), off: z.int() })
export type Gap = z.infer<typeof Gap>

/** How far guesses were off, by module, the guessers' own sector and the one that was guessed about. */
export const Gaps = z.record(z.string(), Gap)
export type Gaps = z.infer<typeof Gaps>

/** Figures of rounds of circles, by the Sunday on which each closed. */
export const Rounds = z.record(z.string(), RoundFigures)
export type Rounds = z.infer<typeof Rounds>

/** What a pass over a journey's rows has counted so far. Parts of it, in any order, add up to the whole. */
const Tally = z.object({
  /** Who is in the journey, by sector; `none` for who named none. */
  people: z.record(z.string(), z.int()),
  /** Modules that they have marked as done. */
  done: z._default(z.int(), 0),
  /** Who was new and came by a colleague's link, whether or not they are still here. */
  invited: z._default(z.int(), 0),
  cells: z.record(z.string(), CellTally),
  gaps: Gaps,
  /** What came of rounds of circles, by the Sunday on which each closed. */
  rounds: z._default(Rounds, {}),
})
export type Tally = z.infer<typeof Tally>

/** What a pass counts, by journey. */
export const Tallies = z.record(z.string(), Tally)
export type Tallies = z.infer<typeof Tallies>

/** Somebody in a journey, as far as they are counted. */
export interface Counted {
  sector: Sector | undefined
  phase: Phase['is']
  /** How many modules they have marked as done. */
  done?: number
  replies?: Enrolment['replies']
}

/** Nothing is counted yet. */
export const emptyTally = (): Tally => ({ people: {}, done: 0, invited: 0, cells: {}, gaps: {}, rounds: {} })

const gapName = (moduleId: string, own: Sector | undefined, about: Sector): string =>
  `${moduleId}:${own ?? 'none'}:${about}`

/** The option that others are asked about, by module and version of its question. */
export type GuessedOptions = Readonly<Record<string, number>>

/** What answers are held against: what was shown before, and what each question asks to guess. */
export interface HeldAgainst {
  before: Snapshot | undefined
  guessed: GuessedOptions
}

/** So many people who said the same to a module's question. */
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

/** Held against what was shown when the pass began, which is what they could see. */
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

/** Counts what somebody says in a journey, or so many who said the same. */
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

/** Counts somebody who is in a journey, and what they say in it. */
export function countPerson(tally: Tally, held: HeldAgainst, person: Counted): void {
  const { sector = 'none', phase, done = 0, replies } = person
  if (phase !== 'left') tally.people[sector] = (tally.people[sector] ?? 0) + 1
  tally.done += done
  countReplies(tally, held, replies)
}

/** Counts what is told of a round of circles. */
export function countRound({ rounds }: Tally, sunday: string, figures: Partial<RoundFigures>): void {
  rounds[sunday] = sumOfFigures([rounds[sunday] ?? noFigures(), figures])
}
