import type { Progress } from '../command/progress.ts'
import type { ChangeSession } from '../operations/session.ts'

/** How a replay ended: completely, cancelled for good, or stopped and able to continue. */
export type ReplayEnd = 'done' | 'cancelled' | 'stopped'

/** Shows the progress of a replay, and can stop it. */
export interface ProgressListener {
  says(words: string): void
  progress(progress: Progress): void
  /** Called between steps. */
  wantsToStop(): Promise<boolean>
}

/** Runs work whose progress is shown at a terminal or on a page, where it can also be stopped. */
export const watched = <T>(
  session: ChangeSession,
  work: (listener: ProgressListener) => Promise<T>,
): Promise<T> =>
  session.stoppable(
    wantsToStop => work({ says: session.says, progress: session.progress, wantsToStop }),
    'Stop the replay here?',
  )
