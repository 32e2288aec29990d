export type LogLine = { at: string; function: string; line: string }

const kept = 5000

/** The newest log lines of the functions. */
export class FunctionLog {
  #lines: LogLine[] = []

  /** @param text any number of whole lines */
  add(at: string, name: string, text: string): void {
    const lines = text.split('\n').filter(line => line.trim() !== '')
    this.#lines.push(...lines.map(line => ({ at, function: name, line })))
    if (this.#lines.length > 2 * kept) this.#lines = this.#lines.slice(-kept)
  }

  /** The lines of one function or of all, newest last. */
  lines(name?: string): LogLine[] {
    return this.#lines.filter(line => name === undefined || line.function === name).slice(-kept)
  }
}
