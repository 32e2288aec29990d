import type { Instant } from '../domain/ids.ts'
import { fraction } from './random.ts'

/** The time. Nothing else in the service reads a clock. */
export interface Clock {
  now(): Instant
  /** Resolves once this moment has come. */
  until(at: Instant): Promise<void>
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  until: at => new Promise(resolve => setTimeout(resolve, Math.max(0, at - Date.now()))),
}

/** The system clock and randomness, for backoff. */
export const systemWaiting = { ...systemClock, fraction }
