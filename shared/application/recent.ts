import type { Clock } from '../adapters/clock.ts'
import type { Instant } from '../domain/ids.ts'

/**
 * Caches a read. Concurrent callers share one read, and a failed read is forgotten, so that the next caller tries
 * again.
 * @returns a function that gives a value read at most `within` milliseconds ago.
 */
export function recent<T>(clock: Clock, read: () => Promise<T>): (within: number) => Promise<T> {
  let last: { at: Instant; value: Promise<T> } | undefined
  return within => {
    const now = clock.now()
    // If the clock was set back, the value would otherwise be kept for that long.
    if (!last || now - last.at > within || now < last.at) {
      const reading = { at: now, value: read() }
      last = reading
      reading.value.catch(() => {
        if (last === reading) last = undefined
      })
    }
    return last.value
  }
}
