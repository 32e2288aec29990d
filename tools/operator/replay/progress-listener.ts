import type { Progress } from '../command/progress.ts'
import type { ChangeSession } from '../operations/session.ts'

/** How a replay ended: all of it, cancelled for good, or stopped, to go on later. */
export type ReplayEnd = 'done' | 'cancelled' | 'stopped'

/** Somebody who watches a replay, and may want to end it. */
export interface ProgressListener {
  says(words: string): void
  progress(progress: Progress): void
  /** Asked between steps. */
  wantsToStop(): Promise<boolean>
}

/** Does work that is watched by whoever is at a terminal or at a page, and may be ended by them. */
export const watched = <T>(
  session: ChangeSession,
  work: (listener: ProgressListener) => Promise<T>,
): Promise<T> =>
  session.stoppable(
    wantsToStop => work({ says: session.says, progress: session.progress, wantsToStop }),
    'Stop the replay here?',
  )
