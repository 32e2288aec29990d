import { type ActDeps, act } from '../../shared/application/act.ts'
import type { FactDetail } from '../../shared/contracts/bus.ts'

/**
 * Begins the journey that a confirmed sign-up asked for. Told twice, late or by a replay, it changes nothing: the
 * sign-up of that epoch does not wait any more.
 * @throws when the journey is not published, so that the event is tried again and then kept.
 */
export async function startConfirmedJourney(deps: ActDeps, confirmed: FactDetail): Promise<void> {
  const { epoch, journeyId, learnerId } = confirmed
  if (!journeyId) throw new Error('SignUpConfirmed names no journey. It is kept for a look.')
  const { outcome } = await act(deps, learnerId, { type: 'StartJourney', journeyId, epoch })
  if (outcome === 'no-such-journey')
    throw new Error(
      `Journey ${journeyId} is not published. Publish it: everybody who waits for it starts by themselves.`,
    )
}
