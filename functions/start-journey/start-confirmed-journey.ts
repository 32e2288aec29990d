import { type CommandDeps, executeCommand } from '../../shared/application/execute-command.ts'
import type { EventDetail } from '../../shared/contracts/bus.ts'
import { isHeld } from '../../shared/domain/hold.ts'
import type { HoldStore } from '../../shared/store/holds.ts'

/** What starting a journey needs of the world. */
export interface StartDeps extends CommandDeps {
  holds: Pick<HoldStore, 'all'>
}

/**
 * Begins the journey that a confirmed sign-up asked for. Told twice, late or by a replay, it changes nothing: the
 * sign-up of that epoch does not wait any more. While an operator holds planning back, the learner waits, and the walk
 * over what is due starts the journey afterwards.
 * @throws when the journey is not published, so that the event is tried again and then kept.
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
