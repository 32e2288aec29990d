import type { Instant } from '../../../shared/domain/ids.ts'

/** A window of the archive, replayed to rules of the bus. */
export interface ArchiveWindow {
  /** Letters, digits, `.`, `-` and `_`, at most 64 (EventBridge API, StartReplay). */
  name: string
  from: Instant
  /** The moment after the last. */
  until: Instant
  /** Names of rules on the bus; never empty, since none would mean all. */
  rules: readonly string[]
}

/** How far a replay of the archive is. */
export interface ArchiveProgress {
  state: 'running' | 'cancelling' | 'completed' | 'cancelled' | 'failed'
  /** The time of the event that was replayed last. */
  reached?: Instant
  reason?: string
}

/** Replays of the bus's archive. */
export interface ArchiveReplays {
  /** Names of the rules on the bus. */
  rules(): Promise<string[]>
  start(window: ArchiveWindow): Promise<void>
  /** @returns undefined when there is no replay of this name: it was never started, or EventBridge has forgotten it. */
  describe(name: string): Promise<ArchiveProgress | undefined>
  cancel(name: string): Promise<void>
}
