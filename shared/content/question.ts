import { type Question, questionVersion } from '../domain/question.ts'
import type { ModuleSettings } from './settings.ts'

/**
 * The closed question that an author wrote, as it is published.
 * @returns nothing without a question, or where the linter refuses it: options missing, or a guess that is none of them.
 */
export function questionOf({ ask, choose, guess }: ModuleSettings): Question | undefined {
  if (ask === undefined || choose === undefined) return undefined
  const place = guess === undefined ? 0 : choose.indexOf(guess)
  if (place < 0) return undefined
  const question = { text: ask, options: choose, guess: place }
  return { ...question, version: questionVersion(question) }
}
