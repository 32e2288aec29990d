import { unreadableEntry } from '../../../shared/store/rounds.ts'
import type { Partition } from '../../../shared/store/scan.ts'
import type { Finding } from './finding.ts'

/** Who joined a round of circles by a row that cannot be read: the others are dealt without them. Nothing for other rows. */
export const checkRound = ({ rows }: Partition): Finding[] =>
  rows.flatMap((row): Finding[] => {
    const unreadable = unreadableEntry(row)
    const about = `${row.pk} ${row.sk}`
    return unreadable
      ? [{ kind: 'unreadable', about, words: `is left out of its round of circles. ${unreadable.message}` }]
      : []
  })
