import { minute, second } from '../../../shared/domain/duration.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import type { Replay } from '../../../shared/store/replays.ts'
import type { OperatorDeps } from '../deps.ts'
import { exitCodes, OperatorProblem } from '../problem.ts'
import type { ProgressListener, ReplayEnd } from './progress-listener.ts'

/** The time until an event is in the archive, in milliseconds (EventBridge user guide, "Considerations for archives"). */
const archiveDelay = 10 * minute

const pollEvery = 5 * second

/**
 * Waits until the archive has all events of the window.
 * @returns false if the operator stops the wait
 */
export async function waitForArchive(
  { clock }: Pick<OperatorDeps, 'clock'>,
  until: Instant,
  listener: ProgressListener,
): Promise<boolean> {
  const complete = until + archiveDelay
  if (clock.now() < complete)
    listener.says(
      `The archive may lag by ten minutes, so the replay begins at ${new Date(complete).toISOString()}.`,
    )
  while (clock.now() < complete) {
    if (await listener.wantsToStop()) return false
    await clock.until(Math.min(complete, clock.now() + pollEvery))
  }
  return true
}

/** Follows a replay of EventBridge until it ends. */
export async function followArchive(
  { archive, clock }: Pick<OperatorDeps, 'archive' | 'clock'>,
  { id, selection, startedAt }: Replay,
  listener: ProgressListener,
): Promise<ReplayEnd> {
  const { from = 0, until = startedAt } = selection
  const begun = clock.now()
  for (;;) {
    const progress = await archive.describe(id)
    if (!progress)
      throw new OperatorProblem(
        `EventBridge does not know the replay ${id}: it never began there, or is older than 90 days.`,
      )
    const { state, reached = from, reason } = progress
    if (state === 'completed') return 'done'
    if (state === 'cancelled') return 'cancelled'
    if (state === 'failed')
      throw new OperatorProblem(`EventBridge gave up: ${reason ?? 'no reason given'}.`, exitCodes.refused)
    const share = (reached - from) / Math.max(1, until - from)
    const left = share > 0 ? ((clock.now() - begun) * (1 - share)) / share : undefined
    const seconds = (moment: Instant) => Math.round((moment - from) / 1000)
    listener.progress({
      done: seconds(reached),
      of: seconds(until),
      unit: 'seconds of the window',
      ...(left !== undefined && { left }),
    })
    if (state === 'running' && (await listener.wantsToStop())) await archive.cancel(id)
    await clock.until(clock.now() + pollEvery)
  }
}
