import * as z from 'zod/mini'
import { hashOf } from './hash.ts'

const Option = z.string().check(z.minLength(1), z.maxLength(80))

/**
 * A module's closed question about everyday experience at work. The form of "done" may carry an answer, and a guess
 * about others. Answers belong to one version of the question.
 */
export const Question = z.object({
  text: z.string().check(z.minLength(1), z.maxLength(200)),
  options: z.array(Option).check(z.minLength(2), z.maxLength(5)),
  /** Index of the option that others are asked to guess about. */
  guess: z.int().check(z.minimum(0), z.maximum(4)),
  /** As `questionVersion` gives it. */
  version: z.string().check(z.regex(/^[0-9a-z]{1,7}$/)),
})
export type Question = z.infer<typeof Question>

/** The number of possible versions. Four letters and digits, because each journey's row stores one for each module. */
const versions = 36 ** 4

/**
 * A hash of the question, in at most four letters and digits. Changing the wording, the options, their order or the
 * guessed option makes a new version, whose answers start from zero.
 */
export const questionVersion = ({ text, options, guess }: Omit<Question, 'version'>): string =>
  (hashOf(JSON.stringify([text, options, guess])) % versions).toString(36)
