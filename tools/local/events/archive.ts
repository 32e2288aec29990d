import { join } from 'node:path'
import { JsonLines } from '../state/json-lines.ts'
import type { ArchiveSpec } from '../template/readers/rules.ts'
import type { BusEvent } from './event.ts'
import { compilePattern, type Matches } from './pattern.ts'

/** One archive of one bus, on disk, one line an event. Only each event's time and size are kept in memory. */
export class EventArchive {
  readonly spec: ArchiveSpec
  readonly #matches: Matches
  readonly #lines: JsonLines<BusEvent, { time: number; bytes: number }>

  constructor(spec: ArchiveSpec, folder: string) {
    this.spec = spec
    this.#matches = compilePattern(spec.pattern ?? {})
    this.#lines = new JsonLines(join(folder, `${spec.name}.jsonl`), event => ({
      time: Date.parse(event.time),
      bytes: JSON.stringify(event).length,
    }))
  }

  /** Keeps an event that its pattern wants. What a replay delivers is never archived again. */
  offer(event: BusEvent): void {
    if (event['replay-name'] === undefined && this.#matches(event)) this.#lines.append(event)
  }

  /** @param from first moment, and @param until the moment after the last, in milliseconds since 1970 */
  between(from: number, until: number): BusEvent[] {
    return this.#lines.read(({ time }) => time >= from && time < until)
  }

  get size(): { events: number; bytes: number } {
    const entries = this.#lines.entries()
    return { events: entries.length, bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0) }
  }

  close(): void {
    this.#lines.close()
  }
}
