import type { Clock } from '../../shared/adapters/clock.ts'

/**
 * Lets work through evenly.
 * @returns what to await before each piece of work, or before so many of them together.
 */
export function pacer(clock: Clock, perSecond: number): (pieces?: number) => Promise<void> {
  let next = clock.now()
  return async (pieces = 1) => {
    await clock.until(next)
    next = Math.max(clock.now(), next) + (pieces * 1000) / perSecond
  }
}
