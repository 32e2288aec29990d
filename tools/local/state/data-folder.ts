import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LocalProblem } from '../local-problem.ts'

/** Where everything is kept over a restart. */
export class DataFolder {
  readonly path: string
  readonly #lock: string

  /**
   * @param reset takes away what was kept
   * @throws {LocalProblem} while another local stack uses the folder
   */
  constructor(path: string, reset: boolean) {
    this.path = path
    this.#lock = join(path, 'in-use-by')
    this.#checkUnused()
    if (reset) rmSync(path, { recursive: true, force: true })
    mkdirSync(path, { recursive: true })
    writeFileSync(this.#lock, String(process.pid))
  }

  in(...names: string[]): string {
    return join(this.path, ...names)
  }

  release(): void {
    rmSync(this.#lock, { force: true })
  }

  #checkUnused(): void {
    if (!existsSync(this.#lock)) return
    const pid = Number(readFileSync(this.#lock, 'utf8'))
    if (pid !== process.pid && isRunning(pid))
      throw new LocalProblem(
        `${this.path} is in use by the local stack with process id ${pid}. Stop that one first (Ctrl-C where it runs).`,
      )
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
