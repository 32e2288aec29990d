import type { Instant } from '../../../shared/domain/ids.ts'

/** The events of a time window, to be replayed to rules of the bus. */
export interface ArchiveWindow {
  /** Letters, digits, `.`, `-` and `_`, at most 64 (EventBridge API, StartReplay). */
  name: string
  from: Instant
  /** The moment after the last event, in milliseconds since 1970. */
  until: Instant
  /** Names of rules on the bus; never empty, because EventBridge takes an empty list as all rules. */
  rules: readonly string[]
}

/** The progress of a replay. */
export interface ArchiveProgress {
  state: 'running' | 'cancelling' | 'completed' | 'cancelled' | 'failed'
  /** The time of the event replayed last, in milliseconds since 1970. */
  reached?: Instant
  reason?: string
}

/** Replays of the bus's archive. */
export interface ArchiveReplays {
  /** Names of the rules on the bus. */
  rules(): Promise<string[]>
  start(window: ArchiveWindow): Promise<void>
  /** @returns undefined if there is no replay of this name: it was never started, or EventBridge has deleted it */
  describe(name: string): Promise<ArchiveProgress | undefined>
  cancel(name: string): Promise<void>
}
