import type { Clock } from '../../shared/adapters/clock.ts'

/**
 * Runs work at an even rate.
 * @param perSecond pieces a second
 * @returns a function to await before each piece of work, or before several pieces at once
 */
export function pacer(clock: Clock, perSecond: number): (pieces?: number) => Promise<void> {
  let next = clock.now()
  return async (pieces = 1) => {
    await clock.until(next)
    next = Math.max(clock.now(), next) + (pieces * 1000) / perSecond
  }
}
