import * as z from 'zod/mini'
import { day } from './duration.ts'
import type { Instant } from './ids.ts'
import { Question } from './question.ts'
import { Sector } from './sectors.ts'

/** A number of people out of ten, guessed or told. */
export const Tenths = z.int().check(z.minimum(0), z.maximum(10))

/** The version of the question that a reply belongs to. */
export const ofQuestion = { question: Question.shape.version }

/** The fields of a reply: the answer as an index of the options, the guess, or both. */
export const said = {
  answer: z.optional(Question.shape.guess),
  guess: z.optional(Tenths),
  /** The sector that the guess is about. */
  about: z.optional(Sector),
}

/** A learner's reply to a module's question. */
export const Reply = z.object({
  ...ofQuestion,
  ...said,
  /** The learner's sector at the time of the answer. */
  sector: z.optional(Sector),
  /** The day of the answer, in days since 1970 (UTC). A changed answer counts as a new one. */
  day: z.int().check(z.minimum(0)),
})
export type Reply = z.infer<typeof Reply>

/** The reply as a form gives it, with the version of its question. */
export type Said = Pick<Reply, 'question' | 'answer' | 'guess' | 'about'>

/** The day of a moment, as days since 1970 in UTC. */
export const dayNumber = (at: Instant): number => Math.floor(at / day)

/** Whether a reply has a guess. */
export const hasGuess = <R extends Partial<Said>>(reply: R): reply is R & { guess: number; about: Sector } =>
  reply.guess !== undefined && reply.about !== undefined
