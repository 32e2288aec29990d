import type { Deferral } from '../domain/expected.ts'
import type { JourneyId } from '../domain/ids.ts'
import { parseHistory } from '../store/history.ts'
import type { LearnerRecord } from '../store/learner-record.ts'

/**
 * How the next email of a journey was last deferred, if it still applies: nothing else has happened in that journey,
 * and their preferred times are the same.
 */
export function lastDeferral({ rows }: LearnerRecord, journeyId: JourneyId): Deferral | undefined {
  const last = parseHistory(rows.enrolments[journeyId]?.history ?? '').at(-1)
  if (last?.type !== 'EmailDeferred' && last?.type !== 'CircleLetterDeferred') return undefined
  const own = parseHistory(rows.profile.history)
  const changed = own.findLast(({ type }) => type === 'PreferencesChanged')
  return changed && changed.at > last.at ? undefined : last
}
