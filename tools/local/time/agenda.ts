import type { Activity } from './activity.ts'
import type { Clock } from './clock.ts'

type Entry = { at: number; what: string; ticks: boolean; run: () => Promise<void> | void }
/** Removes the entry from the agenda. Does nothing if it has run. */
export type Cancel = () => void

// Longer delays overflow setTimeout, which then fires at once. In milliseconds.
const longest = 2 ** 31 - 1

/** Scheduled work by the local clock: retries, delays, ends of windows, the schedule. */
export class Agenda {
  readonly #entries = new Set<Entry>()
  readonly #clock: Clock
  readonly #activity: Activity
  #timer: NodeJS.Timeout | undefined
  #held = false
  #closed = false

  constructor(clock: Clock, activity: Activity) {
    this.#clock = clock
    this.#activity = activity
  }

  /**
   * Schedules work.
   * @param at milliseconds since 1970, by the local clock
   * @param ticks true for recurring work, which a jump in time does not stop for
   */
  at(at: number, what: string, run: Entry['run'], ticks = false): Cancel {
    const entry = { at, what, run, ticks }
    if (!this.#closed) this.#entries.add(entry)
    this.#arm()
    return () => {
      this.#entries.delete(entry)
    }
  }

  /** Returns when the next entry is due that is no tick, in milliseconds since 1970. */
  next(): number | undefined {
    return earliest([...this.#entries].filter(({ ticks }) => !ticks))?.at
  }

  /** The entries that are due later, without ticks. */
  waiting(): { at: string; what: string }[] {
    const entries = [...this.#entries].filter(({ ticks }) => !ticks).sort((a, b) => a.at - b.at)
    return entries.map(({ at, what }) => ({ at: new Date(at).toISOString(), what }))
  }

  /** Starts everything that is due. */
  runDue(): void {
    const due = [...this.#entries].filter(({ at }) => at <= this.#clock.now()).sort((a, b) => a.at - b.at)
    for (const entry of due) {
      this.#entries.delete(entry)
      this.#activity.background(entry.what, Promise.resolve().then(entry.run))
    }
    this.#arm()
  }

  /** Starts nothing by itself during the jump: the jump decides. */
  async holding<T>(jump: () => Promise<T>): Promise<T> {
    this.#held = true
    this.#arm()
    try {
      return await jump()
    } finally {
      this.#held = false
      this.#arm()
    }
  }

  /** Drops all entries; nothing starts from now on. */
  close(): void {
    this.#closed = true
    this.#entries.clear()
    clearTimeout(this.#timer)
  }

  #arm(): void {
    clearTimeout(this.#timer)
    const next = earliest([...this.#entries])
    if (!next || this.#held) return
    this.#timer = setTimeout(() => this.runDue(), Math.min(longest, Math.max(0, next.at - this.#clock.now())))
  }
}

const earliest = (entries: Entry[]): Entry | undefined =>
  entries.reduce<Entry | undefined>(
    (first, entry) => (first && first.at <= entry.at ? first : entry),
    undefined,
  )
