import type { Journey } from '../../domain/journey.ts'
import type { Holds } from '../../store/switches.ts'

type Version = Pick<Journey, 'id' | 'version'>

/** Whether a journey rests for its canary: until the canary's version is current, and once enough of it is out. */
export function restsForCanary(holds: Holds, { id, version }: Version): boolean {
  const canary = holds.canary(id)
  return canary !== undefined && (canary.version !== version || canary.left <= 0)
}

/** Whether a journey's emails are held back by somebody's word: a pause, or a canary that waits for one. */
export const restsByHand = (holds: Holds, journey: Version): boolean =>
  holds.planning || holds.journeys.has(journey.id) || restsForCanary(holds, journey)

/** Whether a journey's emails are held back now: by an operator, its canary, or the breaker of its current version. */
export const isHeld = (holds: Holds, journey: Version): boolean =>
  restsByHand(holds, journey) || holds.broken(journey.id, journey.version)

/** Whether nothing at all is sent now: an operator has paused it, or SES takes nothing from this account. */
export const nothingGoes = (holds: Holds): boolean => holds.delivery || holds.stop !== undefined
