import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LocalProblem } from '../local-problem.ts'

/** The folder of everything that survives a restart. */
export class DataFolder {
  readonly path: string

  private constructor(path: string) {
    this.path = path
  }

  /**
   * @param reset deletes the data in it
   * @throws {LocalProblem} while another local stack uses the folder
   */
  static async open(path: string, reset: boolean): Promise<DataFolder> {
    const data = new DataFolder(path)
    await data.#checkUnused()
    if (reset) rmSync(path, { recursive: true, force: true })
    mkdirSync(path, { recursive: true })
    return data
  }

  in(...names: string[]): string {
    return join(this.path, ...names)
  }

  /**
   * Marks the folder as in use.
   * @param website the address of the local stack that uses it
   */
  claim(website: string): void {
    writeFileSync(this.#claim, website)
  }

  release(): void {
    rmSync(this.#claim, { force: true })
  }

  get #claim(): string {
    return this.in('in-use-by')
  }

  /** Sends a request instead of trusting a process id, because operating systems soon reuse these. */
  async #checkUnused(): Promise<void> {
    if (!existsSync(this.#claim)) return
    const website = readFileSync(this.#claim, 'utf8')
    if (await answers(website))
      throw new LocalProblem(
        `${this.path} is in use by the local stack at ${website}. Stop that one first (Ctrl-C where it runs).`,
      )
  }
}

async function answers(website: string): Promise<boolean> {
  try {
    const { ok } = await fetch(`${website}/_local/api/clock`, { signal: AbortSignal.timeout(2000) })
    return ok
  } catch {
    return false
  }
}
