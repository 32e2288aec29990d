import { minute } from './duration.ts'
import type { Enrolment } from './enrolment.ts'
import type { Instant } from './ids.ts'
import type { Journey, Module } from './journey.ts'
import { dayNumber, hasGuess } from './mirror.ts'
import { type Snapshot, shownCell, tenthsOf } from './mirror-snapshot.ts'
import { findModule } from './progress.ts'
import type { Question } from './question.ts'
import type { Sector } from './sectors.ts'

/** A guess and the truth about it, both in tenths. */
export interface RevealedGuess {
  module: Module
  question: Question
  about: Sector
  guess: number
  truth: number
}

/** A revealed guess, with since when the truth is shown, and the day on which the question was answered. */
interface Told extends RevealedGuess {
  since: Instant
  day: number
}

/** An email sent within this time of a snapshot's closing, in milliseconds, may not have known the snapshot. */
const knownWithin = 2 * minute

function toldAbout(
  { replies = {} }: Enrolment,
  module: Module | undefined,
  snapshot: Snapshot,
): Told | undefined {
  const reply = module && replies[module.id]
  const question = module?.question
  if (!reply || !question || reply.question !== question.version || !hasGuess(reply)) return undefined
  const { guess, about, day } = reply
  const cell = shownCell(snapshot, module.id, question.version, about)
  return (
    cell && { module, question, about, guess, truth: tenthsOf(cell, question.guess), since: cell.since, day }
  )
}

/** All guesses of a learner in a journey whose truth is shown, in the order in which they did the modules. */
export const guessesWithTruth = (enrolment: Enrolment, journey: Journey, snapshot: Snapshot): Told[] =>
  enrolment.done.flatMap(id => toldAbout(enrolment, findModule(journey, id), snapshot) ?? [])

/**
 * The guesses whose truth the next email tells; no earlier email can have told it. This needs no stored state: since
 * the last email, the module was sent, the truth appeared, or the question was answered.
 */
export function guessesToReveal(enrolment: Enrolment, journey: Journey, snapshot: Snapshot): Told[] {
  const { emailed, lastEmailAt } = enrolment
  const isNew = ({ module, since, day }: Told): boolean => {
    if (emailed.at(-1) === module.id) return true
    return lastEmailAt !== undefined && (since + knownWithin > lastEmailAt || day > dayNumber(lastEmailAt))
  }
  return guessesWithTruth(enrolment, journey, snapshot).filter(isNew)
}

/** The error of a guess, in tenths. */
export const guessError = ({ guess, truth }: Pick<RevealedGuess, 'guess' | 'truth'>): number =>
  Math.abs(guess - truth)
