import { type CommandDeps, executeCommand } from '../../shared/application/execute-command.ts'
import type { EventDetail } from '../../shared/contracts/bus.ts'
import { isHeld } from '../../shared/domain/hold.ts'
import type { HoldStore } from '../../shared/store/holds.ts'

/** Dependencies of starting a journey. */
export interface StartDeps extends CommandDeps {
  holds: Pick<HoldStore, 'all'>
}

/**
 * Starts the journey of a confirmed sign-up. Idempotent: late or replayed, the sign-up of that epoch no longer waits.
 * While an operator holds planning, the learner waits, and the minute's tick starts the journey afterwards.
 * @throws if the journey is not published, so that the event is retried and then dead-lettered.
 */
export async function startConfirmedJourney(deps: StartDeps, confirmed: EventDetail): Promise<void> {
  const { epoch, journeyId, learnerId } = confirmed
  if (!journeyId) throw new Error('SignUpConfirmed names no journey. It is kept for a look.')
  if (isHeld(await deps.holds.all(), 'planning')) return
  const { outcome } = await executeCommand(deps, learnerId, { type: 'StartJourney', journeyId, epoch })
  if (outcome === 'no-such-journey')
    throw new Error(
      `Journey ${journeyId} is not published. Publish it: everybody who waits for it starts by themselves.`,
    )
}
