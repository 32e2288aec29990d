import type { DueKey } from '../../shared/store/table.ts'

const largest = 512

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const order = (a: DueKey, b: DueKey): number => a.dueAt - b.dueAt || text(a.pk, b.pk) || text(a.sk, b.sk)

/** Returns how many leading items of a sorted list satisfy the predicate. */
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
 * The sorted keys of one partition of the due index, in runs of a few hundred. Adding, removing and reading a page
 * touch only one run, whatever the number of keys.
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

  /** The earliest keys up to and including a moment, after a given key. */
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

  /** The run with the key, or where it would be inserted: the last one that begins with it or an earlier key. */
  #runOf(key: DueKey): number {
    return Math.max(0, countWhile(this.#runs, run => run[0] !== undefined && order(run[0], key) <= 0) - 1)
  }
}
