import { personalDataIn } from '../../domain/reflections/personal-data-in.ts'
import { risksIn } from '../../domain/reflections/risks-in.ts'
import { riskWordsFor } from '../../texts/risk-words-for.ts'
import type { JourneyLibrary } from '../journey-library.ts'
import type { FindMarks } from './check-text.ts'

/** Finds what looks like personal data of others, and words of risk of the language and of the journey. */
export const marksBy =
  (library: Pick<JourneyLibrary, 'head'>): FindMarks =>
  async (id, text) => {
    const head = await library.head(id)
    const riskWords = riskWordsFor(head?.sender.language ?? 'en-GB')
    return [...personalDataIn(text), ...risksIn(text, [...riskWords, ...(head?.help?.riskWords ?? [])])]
  }
