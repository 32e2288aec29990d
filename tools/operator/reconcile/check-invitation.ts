import { unreadableInvitation } from '../../../shared/store/invitations.ts'
import type { Partition } from '../../../shared/store/scan.ts'
import type { Finding } from './finding.ts'

/** A link to bring colleagues whose row cannot be read: it greets and counts nobody. Nothing for other rows. */
export const checkInvitation = ({ rows }: Partition): Finding[] =>
  rows.flatMap((row): Finding[] => {
    const unreadable = unreadableInvitation(row)
    const about = `${row.pk} ${row.sk}`
    return unreadable
      ? [{ kind: 'unreadable', about, words: `greets and counts nobody. ${unreadable.message}` }]
      : []
  })
