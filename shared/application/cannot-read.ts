import type { Log } from '../adapters/log.ts'
import type { CannotRead } from '../store/unreadable-row.ts'

/** Tells operators of rows that somebody's page or letter goes on without, by keys: random ids or, of what was lost, a keyed hash. */
export const cannotReadBy =
  (log: Pick<Log, 'error'>): CannotRead =>
  ({ message }) =>
    log.error('A row cannot be read, and is left out', { reason: message })
