import type { Clock } from '../../shared/adapters/clock.ts'
import type { Instant } from '../../shared/domain/ids.ts'

/** Runs everything that does not wait for a moment in time. */
const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** How long work outside the clock, such as loading a module, may take: real milliseconds. */
const patience = 10_000

/** A clock that stands still until everybody waits for it, and then jumps to the next awaited moment. */
export class VirtualClock implements Clock {
  #now: Instant
  #waiting: { at: Instant; resolve: () => void }[] = []
  readonly #outside = new Set<Promise<unknown>>()

  constructor(start: Instant) {
    this.#now = start
  }

  now(): Instant {
    return this.#now
  }

  /** Whole milliseconds only, like any clock: a wait for a fraction ends at the next one. */
  until(moment: Instant): Promise<void> {
    const at = Math.ceil(moment)
    if (at <= this.#now) return Promise.resolve()
    return new Promise(resolve => {
      this.#waiting.push({ at, resolve })
    })
  }

  /** Moves forward without anybody waiting; never back. */
  setTo(at: Instant): void {
    this.#now = Math.max(this.#now, Math.ceil(at))
  }

  /** Waits for something outside the simulation, such as a network, while the clock stands still. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#outside.add(work)
    try {
      return await work
    } finally {
      this.#outside.delete(work)
    }
  }

  /**
   * Runs work to its end, jumping from moment to moment.
   * @throws if it waits for something that never comes.
   */
  async run<T>(work: Promise<T>): Promise<T> {
    let over = false
    const watched = work.finally(() => {
      over = true
    })
    watched.catch(() => undefined)
    let idleSince: number | undefined
    while (!over) {
      await settled()
      if (over) break
      if (this.#outside.size > 0) {
        await Promise.race(this.#outside).catch(() => undefined)
        continue
      }
      if (this.#wakeNext()) {
        idleSince = undefined
        continue
      }
      idleSince ??= performance.now()
      if (performance.now() - idleSince > patience)
        throw new Error('The simulated work waits for something that no clock brings.')
    }
    return watched
  }

  /**
   * Moves to the next awaited moment.
   * @returns whether there was one.
   */
  #wakeNext(): boolean {
    if (this.#waiting.length === 0) return false
    this.setTo(Math.min(...this.#waiting.map(({ at }) => at)))
    const awake = this.#waiting.filter(({ at }) => at <= this.#now)
    this.#waiting = this.#waiting.filter(({ at }) => at > this.#now)
    for (const { resolve } of awake) resolve()
    return true
  }
}
