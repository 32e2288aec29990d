import * as z from 'zod/mini'
import { hashOf } from './hash.ts'

const Option = z.string().check(z.minLength(1), z.maxLength(80))

/**
 * A closed question of a module, about everyday experience at work: "done" may answer it, and guess how others did.
 * Answers belong to a version of it.
 */
export const Question = z.object({
  text: z.string().check(z.minLength(1), z.maxLength(200)),
  options: z.array(Option).check(z.minLength(2), z.maxLength(5)),
  /** Place among the options of the one that others are asked about. */
  guess: z.int().check(z.minimum(0), z.maximum(4)),
  /** As `questionVersion` gives it. */
  version: z.string().check(z.regex(/^[0-9a-z]{1,7}$/)),
})
export type Question = z.infer<typeof Question>

/** Versions that there can be: in four letters and digits, as each journey's row holds one a module. */
const versions = 36 ** 4

/**
 * Which question this is, in at most four letters and digits: another wording, other options, another order of them, or
 * another option to guess is another version, and its answers begin anew.
 */
export const questionVersion = ({ text, options, guess }: Omit<Question, 'version'>): string =>
  (hashOf(JSON.stringify([text, options, guess])) % versions).toString(36)
