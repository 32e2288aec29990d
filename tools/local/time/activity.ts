import { setImmediate as nextTurn } from 'node:timers/promises'
import { printProblem } from '../../terminal/printable.ts'

/** Tracks running work, so that callers can wait until the system is idle. */
export class Activity {
  #running = 0
  #closing = false
  #atRest: (() => void)[] = []

  /**
   * Counts the work as running until it ends.
   * @returns the same promise
   */
  track<T>(work: Promise<T>): Promise<T> {
    this.#running += 1
    return work.finally(() => this.#end())
  }

  /** Like `track`, for work that nobody awaits. Its errors are reported. */
  background(what: string, work: Promise<unknown>): void {
    const report = (error: unknown) => {
      if (!this.#closing)
        printProblem(`${what} went wrong in the local stack itself, which is a bug there:`, error)
    }
    void this.track(work.catch(report))
  }

  /** Stops reporting: the parts are being stopped, so failures of background work no longer matter. */
  close(): void {
    this.#closing = true
  }

  get busy(): boolean {
    return this.#running > 0
  }

  /** Resolves once nothing is running and nothing has started during two turns of the event loop. */
  async settled(): Promise<void> {
    do {
      if (this.busy) await new Promise<void>(resolve => this.#atRest.push(resolve))
      await nextTurn()
      await nextTurn()
    } while (this.busy)
  }

  #end(): void {
    this.#running -= 1
    if (this.busy) return
    for (const resolve of this.#atRest.splice(0)) resolve()
  }
}
