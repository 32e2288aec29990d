import { join } from 'node:path'
import { minute } from '../../../shared/domain/duration.ts'
import { JsonLines } from '../state/json-lines.ts'
import type { ArchiveSpec } from '../template/readers/rules.ts'
import type { Clock } from '../time/clock.ts'
import type { BusEvent } from './event.ts'
import { compilePattern, type Matches } from './pattern.ts'

/**
 * EventBridge user guide, "Considerations for archives": "Delay replaying events for 10 minutes". Here every event
 * arrives after exactly this delay.
 */
const delay = 10 * minute

type Archived = {
  /** When the event is in the archive, in milliseconds since 1970. */
  since: number
  event: BusEvent
}
type Entry = { since: number; time: number; bytes: number }

/** One archive of one bus, on disk, with one line per event. Only the times and size of each event are in memory. */
export class EventArchive {
  readonly spec: ArchiveSpec
  readonly #clock: Clock
  readonly #matches: Matches
  readonly #lines: JsonLines<Archived, Entry>

  constructor(spec: ArchiveSpec, folder: string, clock: Clock) {
    this.spec = spec
    this.#clock = clock
    this.#matches = compilePattern(spec.pattern ?? {})
    this.#lines = new JsonLines(join(folder, `${spec.name}.jsonl`), ({ since, event }) => ({
      since,
      time: Date.parse(event.time),
      bytes: JSON.stringify(event).length,
    }))
  }

  /** Archives an event that matches the pattern. Events delivered by a replay are never archived again. */
  offer(event: BusEvent): void {
    if (event['replay-name'] !== undefined || !this.#matches(event)) return
    this.#lines.append({ since: this.#clock.now() + delay, event })
  }

  /**
   * Both in milliseconds since 1970.
   * @param from the first moment
   * @param until the moment after the last
   */
  between(from: number, until: number): BusEvent[] {
    const now = this.#clock.now()
    return this.#lines
      .read(({ since, time }) => since <= now && time >= from && time < until)
      .map(({ event }) => event)
  }

  get size(): { events: number; bytes: number } {
    const entries = this.#there()
    return { events: entries.length, bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0) }
  }

  close(): void {
    this.#lines.close()
  }

  #there(): Entry[] {
    const now = this.#clock.now()
    return this.#lines.entries().filter(({ since }) => since <= now)
  }
}
