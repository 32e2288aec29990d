import type { JourneyId } from './ids.ts'
import type { Enrolment } from './learner.ts'
import { hasGuess, type Reply } from './mirror.ts'
import { cellName, type Snapshot, shownCell, tenthsOf } from './mirror-snapshot.ts'
import type { Sector } from './sectors.ts'

/** Answers of one sector to one version of a question: how many chose each option, and how many of them are new. */
export interface CellTally {
  counts: number[]
  /** People whose answer is of a later day than the one on which this was last shown anew. */
  fresh: number
}

/** How far guesses were off, in tenths. */
export interface Gap {
  guesses: number
  off: number
}

/** What a pass over a journey's rows has counted so far. Parts of it, in any order, add up to the whole. */
export interface Tally {
  people: Record<string, number>
  cells: Record<string, CellTally>
  gaps: Record<string, Gap>
}

/** Nothing is counted yet. */
export const emptyTally = (): Tally => ({ people: {}, cells: {}, gaps: {} })

/** By module, the own sector and the one that was guessed about. */
export const gapName = (moduleId: string, own: Sector | undefined, about: Sector): string =>
  `${moduleId}:${own ?? 'none'}:${about}`

const count = (counts: Record<string, number>, name: string, times: number): void => {
  counts[name] = (counts[name] ?? 0) + times
}

function countAnswer(tally: Tally, before: Snapshot | undefined, moduleId: string, reply: Reply): void {
  if (reply.answer === undefined) return
  const name = cellName(moduleId, reply.question, reply.sector)
  tally.cells[name] ??= { counts: [], fresh: 0 }
  const cell = tally.cells[name]
  for (let option = cell.counts.length; option <= reply.answer; option += 1) cell.counts.push(0)
  cell.counts[reply.answer] = (cell.counts[reply.answer] ?? 0) + 1
  if (reply.day > (before?.cells[name]?.day ?? -1)) cell.fresh += 1
}

/** Held against what was shown when the pass began, which is what they could see. */
function countGuess(
  tally: Tally,
  before: Snapshot | undefined,
  moduleId: string,
  reply: Reply,
  guessed: number | undefined,
): void {
  if (!hasGuess(reply) || guessed === undefined) return
  const cell = before && shownCell(before, moduleId, reply.question, reply.about)
  if (!cell) return
  const name = gapName(moduleId, reply.sector, reply.about)
  tally.gaps[name] ??= { guesses: 0, off: 0 }
  tally.gaps[name].guesses += 1
  tally.gaps[name].off += Math.abs(reply.guess - tenthsOf(cell, guessed))
}

/** The option that others are asked about, by module and version of its question. */
export type GuessedOptions = Readonly<Record<string, number>>

/** Counts what somebody says in a journey. */
export function countReplies(
  tally: Tally,
  before: Snapshot | undefined,
  replies: Enrolment['replies'] = {},
  guessed: GuessedOptions = {},
): void {
  for (const [moduleId, reply] of Object.entries(replies)) {
    countAnswer(tally, before, moduleId, reply)
    countGuess(tally, before, moduleId, reply, guessed[`${moduleId}:${reply.question}`])
  }
}

/** Counts somebody who is in a journey, and what they say in it. */
export function countPerson(
  tally: Tally,
  before: Snapshot | undefined,
  { sector, enrolment }: { sector: Sector | undefined; enrolment: Pick<Enrolment, 'phase' | 'replies'> },
  guessed: GuessedOptions,
): void {
  if (sector && enrolment.phase.is !== 'left') count(tally.people, sector, 1)
  countReplies(tally, before, enrolment.replies, guessed)
}

function addCell(cell: CellTally | undefined, more: CellTally): CellTally {
  const options = Math.max(cell?.counts.length ?? 0, more.counts.length)
  return {
    counts: Array.from({ length: options }, (_, i) => (cell?.counts[i] ?? 0) + (more.counts[i] ?? 0)),
    fresh: (cell?.fresh ?? 0) + more.fresh,
  }
}

/** Two parts of a count as one. */
export function addTallies(one: Tally, other: Tally): Tally {
  const sum: Tally = structuredClone(one)
  for (const [sector, people] of Object.entries(other.people)) count(sum.people, sector, people)
  for (const [name, cell] of Object.entries(other.cells)) sum.cells[name] = addCell(sum.cells[name], cell)
  for (const [name, { guesses, off }] of Object.entries(other.gaps)) {
    const gap = sum.gaps[name] ?? { guesses: 0, off: 0 }
    sum.gaps[name] = { guesses: gap.guesses + guesses, off: gap.off + off }
  }
  return sum
}

/** What passes count, by journey. */
export type Tallies = Record<JourneyId, Tally>
