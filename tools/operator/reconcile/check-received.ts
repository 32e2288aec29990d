import { minute } from '../../../shared/domain/duration.ts'
import { receivedIdOf } from '../../../shared/store/keys.ts'
import type { Partition } from '../../../shared/store/scan.ts'
import { londonTime } from '../command/london-time.ts'
import type { OperatorDeps } from '../deps.ts'
import type { Finding } from './finding.ts'

/** It is handled at once, or by the next tick: nothing holds it back. */
const overdueAfter = 15 * minute

/** What is amiss with a sign-up that was received; nothing for other rows. */
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
