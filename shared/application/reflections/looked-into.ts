import type { JourneyId } from '../../domain/ids.ts'
import { isPersonal, isRisk, type Mark } from '../../domain/reflections/mark.ts'

/** Finds what a writer should check in a text, by the rules of a journey. */
export type MarksIn = (id: JourneyId, text: string) => Promise<readonly Mark[]>

/**
 * What the writer should check before the text is accepted (empty if they confirmed it), and whether it has words of
 * risk.
 */
export async function lookedInto(
  marksIn: MarksIn,
  id: JourneyId,
  words: string,
  isSure: boolean,
): Promise<{ hasRisk: boolean; toLookAt: readonly Mark[] }> {
  const marks = await marksIn(id, words)
  return { hasRisk: marks.some(isRisk), toLookAt: isSure ? [] : marks.filter(isPersonal) }
}
