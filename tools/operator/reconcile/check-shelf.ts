import { shelfRows } from '../../../shared/contracts/row-kinds.ts'
import type { Partition } from '../../../shared/store/scan.ts'
import type { OperatorDeps } from '../deps.ts'
import type { Finding } from './finding.ts'

/** Findings about a journey's shelves that could not be processed; none for other rows. */
export function checkShelf(
  { pk, rows }: Partition,
  { repairs, clock }: Pick<OperatorDeps, 'repairs' | 'clock'>,
): Finding[] {
  if (!pk.startsWith(shelfRows)) return []
  return rows
    .filter(row => typeof row['quarantined'] === 'string')
    .map(({ sk, quarantined }) => ({
      kind: 'quarantined',
      about: `${pk} ${sk}`,
      words: `was quarantined: ${quarantined}`,
      repair: () => repairs.releaseShelf({ pk, sk }, clock.now()),
    }))
}
