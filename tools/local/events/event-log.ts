import { JsonLines } from '../state/json-lines.ts'
import type { BusEvent } from './event.ts'

/** An event that came by, and what it started. */
export type LoggedEvent = { bus: string; rules: string[]; event: BusEvent }

/** Everything that came by on any bus, kept over a restart, for people and programs to look at. */
export class EventLog {
  readonly #lines: JsonLines<LoggedEvent, true>

  constructor(path: string) {
    this.#lines = new JsonLines<LoggedEvent, true>(path, () => true)
  }

  add(logged: LoggedEvent): void {
    this.#lines.append(logged)
  }

  /** Oldest first. */
  all(): LoggedEvent[] {
    return this.#lines.read(() => true)
  }

  /** The newest so many, oldest first. */
  last(count: number): LoggedEvent[] {
    const skip = this.#lines.entries().length - count
    let index = 0
    return this.#lines.read(() => index++ >= skip)
  }

  close(): void {
    this.#lines.close()
  }
}
