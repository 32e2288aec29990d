import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LocalProblem } from '../local-problem.ts'

/** Where everything is kept over a restart. */
export class DataFolder {
  readonly path: string

  private constructor(path: string) {
    this.path = path
  }

  /**
   * @param reset takes away what was kept
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

  /** @param website where whoever uses the folder answers */
  claim(website: string): void {
    writeFileSync(this.#claim, website)
  }

  release(): void {
    rmSync(this.#claim, { force: true })
  }

  get #claim(): string {
    return this.in('in-use-by')
  }

  /** Asks, instead of trusting a process id: those are soon given to other programs. */
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
