import type { JourneyId } from '../../domain/ids.ts'
import { isPersonal, isRisk, type Mark } from '../../domain/reflections/mark.ts'

/** Finds what has to be looked at in a text to a module of a journey. */
export type MarksIn = (id: JourneyId, text: string) => Promise<readonly Mark[]>

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
