import { randomBytes } from 'node:crypto'
import type { PreparedReplay } from '../replay/prepare.ts'

/** A dry run holds everybody whom its replay would change, so only the newest are kept. */
const most = 5

/** Dry runs that wait for confirmation. Each is replayed at most once. */
export class DryRuns {
  readonly #kept = new Map<string, PreparedReplay>()

  keep(prepared: PreparedReplay): string {
    const id = randomBytes(9).toString('base64url')
    this.#kept.set(id, prepared)
    for (const old of [...this.#kept.keys()].slice(0, -most)) this.#kept.delete(old)
    return id
  }

  find(id: string): PreparedReplay | undefined {
    return this.#kept.get(id)
  }

  forget(id: string): void {
    this.#kept.delete(id)
  }
}
