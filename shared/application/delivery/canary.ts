import type { DeliveryDeps } from './deps.ts'
import type { Planned } from './planned.ts'

/**
 * Leaves out what a canary has no room for: it stays due, unclaimed. Taken here and not when it was planned, so that
 * what is planned and not sent uses nothing up.
 */
export async function withinCanaries(
  deps: Pick<DeliveryDeps, 'holds' | 'clock'>,
  planned: readonly Planned[],
): Promise<readonly Planned[]> {
  const byCanary = Map.groupBy(planned, ({ canary }) => canary?.scope.journeyId)
  const admitted: Planned[] = []
  for (const emails of byCanary.values()) {
    const canary = emails[0]?.canary
    const room = canary ? await deps.holds.spend(canary, emails.length, deps.clock.now()) : emails.length
    admitted.push(...emails.slice(0, room))
  }
  return admitted
}
