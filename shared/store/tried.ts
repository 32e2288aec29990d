import type { ModuleId } from '../domain/ids.ts'
import { TryAnswer } from '../domain/try-answers.ts'
import type { NumberOf, WordLookup } from './words.ts'

/** Whether a learner tried what modules asked, as a row stores it: module and answer, both by number: `0:8,1:8`. */
export const triedText = (tried: Readonly<Record<ModuleId, TryAnswer>>, numberOf: NumberOf): string =>
  Object.entries(tried)
    .map(([moduleId, answer]) => `${numberOf(moduleId)}:${numberOf(answer)}`)
    .join(',')

/**
 * Parses it.
 * @throws on an unknown answer.
 */
export const parseTried = (text: string, wordAt: WordLookup): Record<ModuleId, TryAnswer> =>
  Object.fromEntries(
    text.split(',').map(one => {
      const [moduleId = '', answer = ''] = one.split(':')
      return [wordAt(moduleId), TryAnswer.parse(wordAt(answer))]
    }),
  )
