import type { JourneyId } from '../../domain/ids.ts'
import type { MarksIn } from '../../domain/reflections/mark.ts'
import { markedIn } from '../../domain/reflections/marked-in.ts'
import { risksIn } from '../../domain/reflections/risks-in.ts'
import { textsFor } from '../../texts/languages.ts'
import type { JourneyLibrary } from '../journey-library.ts'

/**
 * What finds, in a text to a module of a journey, what looks like personal data of others, and words of risk: those of the
 * journey's language and its own.
 */
export async function marksFor(library: Pick<JourneyLibrary, 'head'>, id: JourneyId): Promise<MarksIn> {
  const head = await library.head(id)
  const { riskWords } = textsFor(head?.sender.language ?? 'en-GB')
  const words = [...riskWords, ...(head?.help?.riskWords ?? [])]
  return text => [...markedIn(text), ...risksIn(text, words)]
}
