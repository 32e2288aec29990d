import type { Progress } from '../command/progress.ts'

/** How a replay ended: all of it, cancelled for good, or stopped, to go on later. */
export type ReplayEnd = 'done' | 'cancelled' | 'stopped'

/** Somebody who watches a replay, and may want to end it. */
export interface ProgressListener {
  says(words: string): void
  progress(progress: Progress): void
  /** Asked between steps. */
  wantsToStop(): Promise<boolean>
}
