import type { Log } from '../adapters/log.ts'
import type { OnUnreadable } from '../store/unreadable-row.ts'

/**
 * Reports rows that a page or letter has to omit because they cannot be read. Keys are random ids or, for lost rows,
 * a keyed hash.
 */
export const logUnreadable =
  (log: Pick<Log, 'error'>): OnUnreadable =>
  ({ message }) =>
    log.error('A row cannot be read, and is left out', { reason: message })
