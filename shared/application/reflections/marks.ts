import type { JourneyId } from '../../domain/ids.ts'
import { isPersonal, isRisk, type Mark } from '../../domain/reflections/mark.ts'
import { markedIn } from '../../domain/reflections/marked-in.ts'
import { risksIn } from '../../domain/reflections/risks-in.ts'
import { riskWordsFor } from '../../texts/risk-words-for.ts'
import type { JourneyLibrary } from '../journey-library.ts'

/** Finds what has to be looked at in a text to a module of a journey. */
export type MarksIn = (id: JourneyId, text: string) => Promise<readonly Mark[]>

/** What looks like personal data of others, and words of risk: those of the journey's language and its own. */
export const marksBy =
  (library: Pick<JourneyLibrary, 'head'>): MarksIn =>
  async (id, text) => {
    const head = await library.head(id)
    const riskWords = riskWordsFor(head?.sender.language ?? 'en-GB')
    return [...markedIn(text), ...risksIn(text, [...riskWords, ...(head?.help?.riskWords ?? [])])]
  }

/** What its writer has to look at before these words are taken, unless they are sure; and whether they tell of harm. */
export async function lookedInto(
  marksIn: MarksIn,
  id: JourneyId,
  words: string,
  isSure: boolean,
): Promise<{ hasRisk: boolean; toLookAt: readonly Mark[] }> {
  const marks = await marksIn(id, words)
  return { hasRisk: marks.some(isRisk), toLookAt: isSure ? [] : marks.filter(isPersonal) }
}
