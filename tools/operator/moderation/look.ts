import { sampleToRead, type ToRead, urgentToRead } from '../../../shared/application/reflections/to-read.ts'
import type { JourneyId } from '../../../shared/domain/ids.ts'
import { counted } from '../command/format.ts'
import type { OperatorDeps } from '../deps.ts'
import { noteLook, withReflections } from '../reflection-stores.ts'
import { questionsOf } from './questions.ts'

/** How many of the writer's excerpts were declined before, as shown beside an excerpt. */
export const declinedInWords = (times: number): string => `declined ${counted(times, 'time')} before`

/** A moderator's request for excerpts. */
interface LookRequest {
  journey: JourneyId
  /** Excerpts with words of risk, in place of a sample. */
  atRisk: boolean
  limit: number
  /** The seed of the sample. */
  seed: string
}

/** The excerpts for a moderator. */
interface Look {
  toRead: ToRead[]
  /** Further information, one sentence each. */
  remarks: string[]
  /** Why there is nothing to read, if there is nothing. */
  none: string
}

/**
 * Returns excerpts for a moderator to read, and records the look. These are excerpts that readers reported, then a
 * sample; or those with words of risk.
 * @throws OperatorProblem if there is no such journey
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
