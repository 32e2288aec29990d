import { JsonLines } from '../state/json-lines.ts'
import type { BusEvent } from './event.ts'

/** An event, its bus and the rules that it matched. */
export type LoggedEvent = { bus: string; rules: string[]; event: BusEvent }

/** All events of all buses, for developers and programs. They survive a restart. */
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

  /** Returns the newest `count` events, oldest first. */
  last(count: number): LoggedEvent[] {
    const skip = this.#lines.entries().length - count
    let index = 0
    return this.#lines.read(() => index++ >= skip)
  }

  close(): void {
    this.#lines.close()
  }
}
