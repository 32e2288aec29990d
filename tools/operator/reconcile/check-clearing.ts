import { minute } from '../../../shared/domain/duration.ts'
import { clearingDueAt, clearingOf } from '../../../shared/store/clearing.ts'
import type { Partition } from '../../../shared/store/scan.ts'
import { londonTime } from '../command/london-time.ts'
import type { OperatorDeps } from '../deps.ts'
import type { Finding } from './finding.ts'

/** The next tick withdraws or deletes the texts, unless something is wrong. In milliseconds. */
const overdueAfter = 15 * minute

/** Findings about texts that should be deleted because their writer left or was erased; none for other rows. */
export function checkClearing(
  { rows: [row] }: Partition,
  { repairs, clock }: Pick<OperatorDeps, 'repairs' | 'clock'>,
): Finding[] {
  const learnerId = row && clearingOf(row)
  if (row === undefined || learnerId === undefined) return []
  const about = `writing of ${learnerId}`
  if (typeof row['quarantined'] === 'string') {
    const repair = () => repairs.releaseClearing(learnerId, clock.now())
    return [{ kind: 'quarantined', about, words: `was quarantined: ${row['quarantined']}`, repair }]
  }
  const dueAt = clearingDueAt(row)
  if (clock.now() - dueAt <= overdueAfter) return []
  return [{ kind: 'overdue', about, words: `has been due since ${londonTime(dueAt)}` }]
}
