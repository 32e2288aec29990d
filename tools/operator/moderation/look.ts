import { sampleToRead, type ToRead, urgentToRead } from '../../../shared/application/reflections/to-read.ts'
import type { JourneyId } from '../../../shared/domain/ids.ts'
import { counted } from '../command/format.ts'
import type { OperatorDeps } from '../deps.ts'
import { noteLook, withReflections } from '../reflection-stores.ts'
import { questionsOf } from './questions.ts'

/** How often something of its writer was declined before, as it is said beside an excerpt. */
export const declinedInWords = (times: number): string => `declined ${counted(times, 'time')} before`

/** What a moderator asks for. */
interface LookRequest {
  journey: JourneyId
  /** Those with words of risk, in place of a sample. */
  atRisk: boolean
  limit: number
  /** Another seed is another sample. */
  seed: string
}

/** What a moderator is shown. */
interface Look {
  toRead: ToRead[]
  /** What else there is to know, a sentence each. */
  remarks: string[]
  /** Why there is nothing to read, where there is not. */
  none: string
}

/**
 * Excerpts for a moderator to read, and the note that somebody has looked: what readers reported, then a sample; or those with
 * words of risk.
 * @throws OperatorProblem when there is no such journey.
 */
export async function look(deps: OperatorDeps, { journey, atRisk, limit, seed }: LookRequest): Promise<Look> {
  const unreadable: string[] = []
  const stores = { ...withReflections(deps), unreadable: (id: string) => void unreadable.push(id) }
  const questions = await questionsOf(deps, journey)
  const urgent = await urgentToRead(stores, journey, atRisk ? 'risk' : 'reported', limit)
  const room = atRisk ? 0 : limit - urgent.length
  const sample = room > 0 ? await sampleToRead(stores, questions, { limit: room, seed }) : undefined
  return {
    toRead: [...urgent, ...(sample?.toRead ?? [])],
    remarks: [
      ...(unreadable.length > 0
        ? [`Left out, because this version cannot read them: ${unreadable.join(', ')}.`]
        : []),
      ...((await noteLook(deps, journey))
        ? []
        : ['It is not noted that somebody has looked, because these rights may not write the table.']),
    ],
    none: sample?.enough ? 'Enough: every shelf is full of fresh voices.' : 'Nothing waits to be read.',
  }
}
