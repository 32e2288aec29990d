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

/** Whether reactions establish it: nobody's own press does. */
function isByReaction(entry: HistoryEntry): boolean {
  const follows = followsFrom(entry)
  if (follows === 'after-silence') return 'by' in entry && entry.by === 'silence'
  return follows !== 'never'
}

/** What has been written since into each row, by its name. */
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

/** Emails that went out since. One that was under way before may have been settled since, and is not among them. */
function emailsIn(entries: readonly HistoryEntry[], wasUnderWay: boolean): number {
  const ends = entries.map(followsFrom).filter(follows => follows === 'email' || follows === 'no-email')
  const own = wasUnderWay ? ends.slice(1) : ends
  return own.filter(follows => follows === 'email').length
}

/** People who are read together. */
const atOnce = 100

/**
 * What has come of a replay: counted from the histories of those whom the dry run expected to be changed, and of them
 * only what has been written since. Who was erased meanwhile has no history, and is not counted.
 */
export async function whatChanged(
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
