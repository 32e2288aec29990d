import type { JourneyId, ModuleId } from '../domain/ids.ts'
import { parseHistory } from '../store/history.ts'
import type { HistoryEntry } from '../store/history-entry.ts'
import type { LearnerRecord } from '../store/learner-record.ts'
import type { JourneyLibrary } from './journey-library.ts'

/** The title of a module in a version of its journey; undefined if it is no longer known. */
export type TitleAsSent = (journeyId: JourneyId, version: number, moduleId: ModuleId) => string | undefined

/** The version whose text an email had, if its entry says so. */
export const versionSent = (entry: HistoryEntry): number | undefined =>
  'journeyVersion' in entry ? entry.journeyVersion : undefined

/** Looks up the titles that a learner's modules had when they were sent. */
export async function titlesAsSent(
  library: Pick<JourneyLibrary, 'version'>,
  { rows }: Pick<LearnerRecord, 'rows'>,
): Promise<TitleAsSent> {
  const titles = new Map<string, string>()
  for (const [journeyId, { history }] of Object.entries(rows.enrolments)) {
    const sent = new Set(parseHistory(history).flatMap(entry => versionSent(entry) ?? []))
    for (const version of sent) {
      const head = await library.version(journeyId, version)
      for (const { id, title } of head?.journey.modules ?? [])
        titles.set(`${journeyId} ${version} ${id}`, title)
    }
  }
  return (journeyId, version, moduleId) => titles.get(`${journeyId} ${version} ${moduleId}`)
}
