import { eventDefinitions } from '../../domain/domain-event.ts'
import { accountEmails } from '../../store/due.ts'
import { findLearners } from '../../store/find-learners.ts'
import { parseHistory } from '../../store/history.ts'
import type { HistoryEntry } from '../../store/history-entry.ts'
import type { LearnerRecord } from '../../store/learner-record.ts'
import type { ExpectedChange } from '../../store/replays.ts'
import type { Table } from '../../store/table.ts'
import type { DryRun } from './dry-run.ts'

const followsFrom = ({ type }: HistoryEntry) => eventDefinitions[type].follows

/** Whether reactions cause this event; presses of people are excluded. */
function isByReaction(entry: HistoryEntry): boolean {
  const follows = followsFrom(entry)
  if (follows === 'after-silence') return 'by' in entry && entry.by === 'silence'
  return follows !== 'never'
}

/** The entries written to each row since, by the row's name. */
function newEntries(
  { rows }: LearnerRecord,
  { versions }: ExpectedChange,
): [row: string, entries: HistoryEntry[]][] {
  const all = [[accountEmails, rows.profile] as const, ...Object.entries(rows.enrolments)]
  return all.map(([name, { history }]) => [
    name,
    parseHistory(history).filter(entry => entry.version > (versions[name] ?? 0) && isByReaction(entry)),
  ])
}

/** The number of emails sent since. An email that was in flight before may have been settled since and is not counted. */
function emailsIn(entries: readonly HistoryEntry[], wasUnderWay: boolean): number {
  const ends = entries.map(followsFrom).filter(follows => follows === 'email' || follows === 'no-email')
  const own = wasUnderWay ? ends.slice(1) : ends
  return own.filter(follows => follows === 'email').length
}

/** People read together. */
const atOnce = 100

/**
 * What a replay has changed, counted from the entries written since to the histories of people whom the dry run
 * expected to change. People erased meanwhile have no history and are not counted.
 */
export async function countReplayChanges(
  table: Pick<Table, 'getMany'>,
  expected: readonly ExpectedChange[],
): Promise<DryRun['changed']> {
  const changed: DryRun['changed'] = { people: 0, events: {}, emails: 0 }
  for (let i = 0; i < expected.length; i += atOnce) {
    const some = expected.slice(i, i + atOnce)
    const found = await findLearners(table, some)
    for (const one of some) {
      const person = found.get(one.learnerId)
      const byRow = person?.is === 'readable' ? newEntries(person.record, one) : []
      const entries = byRow.flatMap(([, written]) => written)
      changed.people += entries.length > 0 ? 1 : 0
      for (const [row, written] of byRow) changed.emails += emailsIn(written, one.underWay.includes(row))
      for (const { type } of entries) changed.events[type] = (changed.events[type] ?? 0) + 1
    }
  }
  return changed
}
