import { type Question, questionVersion } from '../domain/question.ts'
import type { ModuleSettings } from './settings.ts'

/**
 * An author's closed question as it is published.
 * @returns undefined if there is none, or if the linter refuses it: no options, or a guess that is no option.
 */
export function questionOf({ ask, choose, guess }: ModuleSettings): Question | undefined {
  if (ask === undefined || choose === undefined) return undefined
  const place = guess === undefined ? 0 : choose.indexOf(guess)
  if (place < 0) return undefined
  const question = { text: ask, options: choose, guess: place }
  return { ...question, version: questionVersion(question) }
}
