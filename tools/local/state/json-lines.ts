import { closeSync, mkdirSync, openSync, readFileSync, readSync, truncateSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

type Place = { start: number; length: number }

/** An append-only file of JSON lines. The lines stay on disk; only a short index entry of each is in memory. */
export class JsonLines<T, I> {
  readonly #file: number
  readonly #index: { entry: I; place: Place }[] = []
  readonly #indexOf: (line: T) => I
  #size = 0

  /** @param indexOf makes the index entry of a line */
  constructor(path: string, indexOf: (line: T) => I) {
    mkdirSync(dirname(path), { recursive: true })
    this.#indexOf = indexOf
    this.#file = openSync(path, 'a+')
    this.#load(path)
  }

  append(line: T): void {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`)
    writeSync(this.#file, bytes)
    this.#remember(line, bytes.length)
  }

  /** The index, oldest first. */
  entries(): I[] {
    return this.#index.map(({ entry }) => entry)
  }

  /** Reads the lines whose index entry matches, oldest first. */
  read(wanted: (entry: I) => boolean): T[] {
    return this.#index.filter(({ entry }) => wanted(entry)).map(({ place }) => this.#readLine(place))
  }

  close(): void {
    closeSync(this.#file)
  }

  #load(path: string): void {
    const content = readFileSync(path)
    while (this.#size < content.length) {
      const end = content.indexOf('\n', this.#size)
      if (end < 0) {
        // A crash cut off the last line, which was never acknowledged.
        truncateSync(path, this.#size)
        return
      }
      this.#remember(JSON.parse(content.toString('utf8', this.#size, end)) as T, end + 1 - this.#size)
    }
  }

  #remember(line: T, length: number): void {
    this.#index.push({ entry: this.#indexOf(line), place: { start: this.#size, length } })
    this.#size += length
  }

  #readLine({ start, length }: Place): T {
    const bytes = Buffer.alloc(length)
    readSync(this.#file, bytes, 0, length, start)
    return JSON.parse(bytes.toString('utf8')) as T
  }
}
