import type { DueKey } from '../../shared/store/table.ts'

const largest = 512

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const order = (a: DueKey, b: DueKey): number => a.dueAt - b.dueAt || text(a.pk, b.pk) || text(a.sk, b.sk)

/** How many of a sorted list's first items hold: the place of the first that does not. */
function countWhile<T>(list: readonly T[], holds: (item: T) => boolean): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(list[middle] as T)) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The keys of one partition of the due index in their order, in runs of a few hundred: adding, taking away and reading
 * a page touch one run, however many keys there are.
 */
export class DueOrder {
  readonly #runs: DueKey[][] = []

  add(key: DueKey): void {
    const at = this.#runOf(key)
    const run = this.#runs[at]
    if (!run) {
      this.#runs.push([key])
      return
    }
    run.splice(
      countWhile(run, one => order(one, key) < 0),
      0,
      key,
    )
    if (run.length > largest) this.#runs.splice(at + 1, 0, run.splice(largest / 2))
  }

  remove(key: DueKey): void {
    const at = this.#runOf(key)
    const run = this.#runs[at]
    const place = run ? countWhile(run, one => order(one, key) < 0) : 0
    const found = run?.[place]
    if (!run || !found || order(found, key) !== 0) return
    run.splice(place, 1)
    if (run.length === 0) this.#runs.splice(at, 1)
  }

  /** The earliest up to and including a moment, from behind a key on. */
  page(until: number, limit: number, after?: DueKey): DueKey[] {
    const found: DueKey[] = []
    for (let at = after ? this.#runOf(after) : 0; at < this.#runs.length; at += 1) {
      const run = this.#runs[at] ?? []
      const from = after ? countWhile(run, one => order(one, after) <= 0) : 0
      for (const key of run.slice(from, from + limit - found.length)) {
        if (key.dueAt > until) return found
        found.push(key)
      }
      if (found.length >= limit) return found
    }
    return found
  }

  /** The run in which a key stands, or would stand: the last that begins with it or earlier. */
  #runOf(key: DueKey): number {
    return Math.max(0, countWhile(this.#runs, run => run[0] !== undefined && order(run[0], key) <= 0) - 1)
  }
}
