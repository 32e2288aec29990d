import type { Journey } from '../../domain/journey.ts'
import type { Holds } from '../../store/switches.ts'

type Version = Pick<Journey, 'id' | 'version'>

/** Whether a journey rests for its canary: until the canary's version is current, and once enough of it is out. */
export function restsForCanary(holds: Holds, { id, version }: Version): boolean {
  const canary = holds.canary(id)
  return canary !== undefined && (canary.version !== version || canary.left <= 0)
}

/** Whether a journey's emails are held back now: by an operator, its canary, or the breaker of its current version. */
export const isHeld = (holds: Holds, journey: Version): boolean =>
  holds.planning ||
  holds.journeys.has(journey.id) ||
  holds.broken(journey.id, journey.version) ||
  restsForCanary(holds, journey)
