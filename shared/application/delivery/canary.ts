import { journeyOf } from '../../domain/email.ts'
import type { DeliveryDeps } from './deps.ts'
import type { Planned } from './planned.ts'

/**
 * Leaves out what a canary has no room for: it stays due, unclaimed. Taken here and not when it was planned, so that
 * what is planned and not sent uses nothing up.
 */
export async function withinCanaries(
  deps: Pick<DeliveryDeps, 'switches' | 'clock'>,
  planned: readonly Planned[],
): Promise<readonly Planned[]> {
  const ofCanaries = Map.groupBy(
    planned.filter(({ isOfCanary }) => isOfCanary),
    ({ email }) => journeyOf(email) ?? '',
  )
  if (ofCanaries.size === 0) return planned
  const admitted = planned.filter(({ isOfCanary }) => !isOfCanary)
  for (const [journeyId, emails] of ofCanaries) {
    const room = await deps.switches.takeFromCanary(journeyId, emails.length, deps.clock.now())
    admitted.push(...emails.slice(0, room))
  }
  return admitted
}
