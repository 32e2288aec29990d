import type { Log } from '../adapters/log.ts'
import type { CannotRead } from '../store/unreadable-row.ts'

/** Tells operators of rows that somebody's page or letter goes on without, by keys, which are random ids. `reconcile` lists them. */
export const cannotReadBy =
  (log: Pick<Log, 'error'>): CannotRead =>
  ({ message }) =>
    log.error('A row cannot be read, and is left out', { reason: message })
