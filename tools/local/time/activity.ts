import { setImmediate as nextTurn } from 'node:timers/promises'
import { printProblem } from '../../terminal/printable.ts'

/** Knows whether anything is under way, so that callers can wait until the system has come to rest. */
export class Activity {
  #running = 0
  #closing = false
  #atRest: (() => void)[] = []

  /** Counts the work as under way until it ends, and gives it back. */
  track<T>(work: Promise<T>): Promise<T> {
    this.#running += 1
    return work.finally(() => this.#end())
  }

  /** As `track`, for work that nobody waits for: what goes wrong in it is reported, never lost. */
  background(what: string, work: Promise<unknown>): void {
    const report = (error: unknown) => {
      if (!this.#closing)
        printProblem(`${what} went wrong in the local stack itself, which is a bug there:`, error)
    }
    void this.track(work.catch(report))
  }

  /** From now on the parts are being stopped, so that failures of background work mean nothing. */
  close(): void {
    this.#closing = true
  }

  get busy(): boolean {
    return this.#running > 0
  }

  /** Ends when nothing is under way and nothing has begun during two turns of the event loop. */
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
