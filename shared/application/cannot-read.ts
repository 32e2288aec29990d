import type { Log } from '../adapters/log.ts'
import type { CannotRead } from '../store/unreadable-row.ts'

/**
 * Reports rows that a page or letter has to omit because they cannot be read. Keys are random ids or, for lost rows,
 * a keyed hash.
 */
export const cannotReadBy =
  (log: Pick<Log, 'error'>): CannotRead =>
  ({ message }) =>
    log.error('A row cannot be read, and is left out', { reason: message })
