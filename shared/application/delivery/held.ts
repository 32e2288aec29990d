import type { Journey } from '../../domain/journey.ts'
import type { Holds } from '../../store/switches.ts'

/** Whether a journey's emails are held back now: by an operator, or by the breaker of its current version. */
export const isHeld = (holds: Holds, { id, version }: Pick<Journey, 'id' | 'version'>): boolean =>
  holds.planning || holds.journeys.has(id) || holds.broken(id, version)
