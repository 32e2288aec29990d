import type { JourneyId } from '../../domain/ids.ts'
import { isPersonal, isRisk, type Mark } from '../../domain/reflections/mark.ts'

/** Finds what a writer should check in a text, by the rules of a journey. */
export type FindMarks = (id: JourneyId, text: string) => Promise<readonly Mark[]>

/**
 * What the writer should check before the text is accepted (empty if they confirmed it), and whether it has words of
 * risk.
 */
export async function checkText(
  findMarks: FindMarks,
  id: JourneyId,
  words: string,
  isSure: boolean,
): Promise<{ hasRisk: boolean; toLookAt: readonly Mark[] }> {
  const marks = await findMarks(id, words)
  return { hasRisk: marks.some(isRisk), toLookAt: isSure ? [] : marks.filter(isPersonal) }
}
