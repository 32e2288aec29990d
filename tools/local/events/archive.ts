import { join } from 'node:path'
import { minute } from '../../../shared/domain/duration.ts'
import { JsonLines } from '../state/json-lines.ts'
import type { ArchiveSpec } from '../template/readers/rules.ts'
import type { Clock } from '../time/clock.ts'
import type { BusEvent } from './event.ts'
import { compilePattern, type Matches } from './pattern.ts'

/** "Delay replaying events for 10 minutes": EventBridge user guide, "Considerations for archives". Here, always. */
const delay = 10 * minute

type Archived = {
  /** From this moment on the archive has it: milliseconds since 1970. */
  since: number
  event: BusEvent
}
type Entry = { since: number; time: number; bytes: number }

/** One archive of one bus, on disk, one line an event. Only each event's times and size are kept in memory. */
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

  /** Keeps an event that its pattern wants. What a replay delivers is never archived again. */
  offer(event: BusEvent): void {
    if (event['replay-name'] !== undefined || !this.#matches(event)) return
    this.#lines.append({ since: this.#clock.now() + delay, event })
  }

  /** @param from first moment, and @param until the moment after the last, in milliseconds since 1970 */
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
