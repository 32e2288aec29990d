import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * A small value that survives a restart. The whole file is replaced by a rename, so that a crash leaves the old or
 * the new value.
 */
export class JsonFile<T> {
  readonly #path: string
  #value: T

  constructor(path: string, initial: T) {
    this.#path = path
    this.#value = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : initial
  }

  get value(): T {
    return this.#value
  }

  write(value: T): void {
    this.#value = value
    mkdirSync(dirname(this.#path), { recursive: true })
    writeFileSync(`${this.#path}.new`, JSON.stringify(value))
    renameSync(`${this.#path}.new`, this.#path)
  }
}
