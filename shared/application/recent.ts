import type { Clock } from '../adapters/clock.ts'
import type { Instant } from '../domain/ids.ts'

/**
 * What is read again only when it is older than whoever asks will have it. Those who ask meanwhile share one reading, and one
 * that fails is forgotten, so that the next who asks tries anew.
 * @returns asks for a value that was read no more than `within` milliseconds ago.
 */
export function recent<T>(clock: Clock, read: () => Promise<T>): (within: number) => Promise<T> {
  let last: { at: Instant; value: Promise<T> } | undefined
  return within => {
    const now = clock.now()
    // A clock that was set back would otherwise keep the value for as long.
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
