import { minute } from '../../../shared/domain/duration.ts'
import { receivedIdOf } from '../../../shared/store/keys.ts'
import type { Partition } from '../../../shared/store/scan.ts'
import { londonTime } from '../command/london-time.ts'
import type { OperatorDeps } from '../deps.ts'
import type { Finding } from './finding.ts'

/** A received sign-up is handled at once or by the next tick, unless something is wrong. In milliseconds. */
const overdueAfter = 15 * minute

/** Findings about a received sign-up; none for other rows. */
export function checkReceived(
  { rows: [row] }: Partition,
  { repairs, clock }: Pick<OperatorDeps, 'repairs' | 'clock'>,
): Finding[] {
  const id = row && receivedIdOf(row)
  const at = Number(row?.['at'])
  if (row === undefined || id === undefined) return []
  const about = `sign-up ${id}`
  if (typeof row['quarantined'] === 'string') {
    const repair = () => repairs.releaseReceived(id, clock.now())
    return [{ kind: 'quarantined', about, words: `was quarantined: ${row['quarantined']}`, repair }]
  }
  if (clock.now() - at <= overdueAfter) return []
  return [{ kind: 'overdue', about, words: `has waited since ${londonTime(at)}` }]
}
